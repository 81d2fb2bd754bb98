import type { LockedCase } from '../case-access/case.ts'
import { factsOf } from '../case-access/open-for-writing.ts'
import { lockCasesOfPerson } from '../case-access/repository.ts'
import { startClock, stopClock } from '../clocks/running-repository.ts'
import { keepAgain } from '../current-services/replaced-services.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { deathWorkingDays } from '../rules/progress/endings.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { closeCase } from './close-case.ts'
import { type DeathReport, findOpenDeath, insertDeath, setDeath } from './death-repository.ts'

/** Keeps that somebody recorded a death where a budget is agreed: it ends nothing until another confirms it, and nothing of after it is spent. */
export async function reportDeath(
  tx: Tx,
  context: Context,
  budgetCase: Pick<LockedCase, 'id' | 'schemeVersion'>,
  diedOn: LocalDate,
  contestableUntil: LocalDate | null = null,
): Promise<string> {
  const { actor, now } = context
  const { id: caseId, schemeVersion } = budgetCase
  const { id } = await insertDeath(tx, actor, caseId, diedOn, now, contestableUntil)
  // Whoever confirms it has their time after the person has had theirs.
  const workingDays = contestableUntil === null ? deathWorkingDays : 2 * deathWorkingDays
  const clock = { caseId, kind: 'death-confirmation', subjectId: id, workingDays } as const
  await Promise.all([
    startClock(tx, actor, clock, londonDate(now)),
    record(tx, actor, {
      type: 'case.death-reported',
      subjectId: id,
      caseId,
      at: now,
      schemeVersion,
      facts: { on: diedOn },
    }),
  ])
  return id
}

/** Has what was recorded on one case of a death wait to be confirmed on every other that is open: whoever died buys nothing more on any. */
export async function reportElsewhere(
  tx: Tx,
  context: Context,
  { id, personId }: LockedCase,
  diedOn: LocalDate,
  contestableUntil: LocalDate | null = null,
): Promise<void> {
  for (const other of await lockCasesOfPerson(tx, context.actor, personId))
    if (other.id !== id && other.inFlight && !(await findOpenDeath(tx, context.actor, other.id)))
      await reportDeath(tx, context, other, diedOn, contestableUntil)
}

/** Ends a case since the person died, and keeps what there was, so that it can go on as it was where that was an error. Gives what was released. */
export async function endByDeath(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { id }: Pick<DeathReport, 'id'>,
  { on, evidence }: { readonly on: LocalDate; readonly evidence: string | null },
): Promise<Pence> {
  const { actor, now } = context
  const { expression, assessment, announcedEnding } = await factsOf(tx, context, budgetCase.id)
  await setDeath(tx, actor, id, {
    died_on: on,
    evidence,
    outcome: 'confirmed',
    closed_by: actor.actorId,
    closed_at: now,
    before: JSON.stringify({ expression, assessment, ...(announcedEnding ? { announcedId: announcedEnding.id } : {}) }),
  })
  // While the lines are still open: what a line in force is to replace is not kept again.
  await keepAgain(tx, context, budgetCase.id, { lines: 'all', by: 'budget-ended' })
  return closeCase(tx, context, budgetCase, { ending: 'died', lastDay: on })
}

/** Takes back on every case of the person a death that nobody has confirmed. Gives whether one was recorded on this case. */
export async function takeBackDeaths(
  tx: Tx,
  context: Context,
  { id, personId }: LockedCase,
  by: 'person' | 'staff',
): Promise<boolean> {
  const denied = by === 'person'
  const here = await takeBackDeath(tx, context, id, denied)
  for (const other of await lockCasesOfPerson(tx, context.actor, personId))
    await takeBackDeath(tx, context, other.id, denied)
  return here
}

/** Takes back a death that nobody has confirmed, if one is recorded: the budget goes on as it is. */
async function takeBackDeath(tx: Tx, { actor, now }: Context, caseId: string, denied: boolean): Promise<boolean> {
  const report = await findOpenDeath(tx, actor, caseId)
  if (!report) return false
  await Promise.all([
    setDeath(tx, actor, report.id, { outcome: 'in-error', denied, closed_by: actor.actorId, closed_at: now }),
    stopClock(tx, actor, 'death-confirmation', report.id, londonDate(now)),
    record(tx, actor, { type: 'case.death-taken-back', subjectId: report.id, caseId, at: now }),
  ])
  return true
}
