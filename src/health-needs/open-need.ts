import type { LockedCase } from '../case-access/case.ts'
import { openForWriting } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { HealthNeedStatus } from '../rules/assessment/health-needs.ts'
import { londonDate } from '../shared/dates.ts'
import { keepRefusal } from './keep-refusal.ts'
import { startNeedClock } from './need-clock.ts'
import { findHealthNeed, hasStake, insertAct, type NewAct, setNeedStatus } from './repository.ts'
import type { HealthNeed } from './schemas.ts'

/** A need and its case, both as they stand under the case's lock. */
export async function openNeed(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ readonly budgetCase: LockedCase; readonly need: HealthNeed }> {
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'health_need', id }),
    findHealthNeed(tx, context.actor, id),
  ])
  return { budgetCase, need: orNotFound(held) }
}

/** Refuses whoever gains by what the practice says: they record nothing for it. */
export async function requireNoStake(tx: Tx, { actor }: Context, caseId: string): Promise<void> {
  if (await hasStake(tx, actor, caseId)) throw new Problem('recorder-has-stake')
}

/** What others record for a practice was said on a day on which it was asked already, today at the latest. */
export function requireDayFits(on: string, { suggestedAt }: HealthNeed, { now }: Context, pointer = '/on'): void {
  if (on > londonDate(now)) throw invalidAt(pointer, 'The day cannot be in the future')
  if (on < londonDate(new Date(suggestedAt))) throw invalidAt(pointer, 'The practice was not asked before that day')
}

/** Whether the answer that stands was recorded by others, and since when. */
export const recordedAnswer = ({ status, acts }: HealthNeed) =>
  status === 'agreed' || status === 'declined'
    ? acts.findLast(({ kind, way }) => kind === status && way !== 'signed-in')
    : undefined

/**
 * Keeps what was said, and where the need is by it. Its time is over once the practice has agreed and knows what was recorded for it; what it declines or
 * disputes is talked over in as much time again. What it declines is a decision that the person has a letter of, from when the practice knows of it.
 */
export async function keepAct(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  need: HealthNeed,
  act: NewAct,
  status: HealthNeedStatus = need.status,
): Promise<Answer<HealthNeed>> {
  const { actor, now } = context
  await insertAct(tx, actor, need, act, now)
  if (status !== need.status) await setNeedStatus(tx, actor, need.id, status)
  const known = act.way === 'signed-in' || act.kind === 'told'
  const over = status === 'disputed' || (known && (status === 'agreed' || status === 'declined'))
  if (over) await stopClock(tx, actor, 'practice-answer', need.id, londonDate(now))
  if (over && status !== 'agreed') await startNeedClock(tx, context, need)
  await record(tx, actor, {
    type: 'health-need.said',
    subjectId: need.id,
    caseId: need.caseId,
    at: now,
    facts: { kind: act.kind, way: act.way, on: act.on, status, documentHash: act.documentHash },
  })
  const after = orNotFound(await findHealthNeed(tx, actor, need.id))
  if (over && status === 'declined') await keepRefusal(tx, context, budgetCase, after)
  return done(after)
}
