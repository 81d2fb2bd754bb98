import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { appealBy } from '../rules/reviews-and-appeals/appeals.ts'
import { mayRecover } from '../rules/spending/recovery.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { recoveryReasons } from '../words/recovery.ts'
import { findRecovery, setRecovery, told } from './repository.ts'
import type { NewRecoveryDecision, SurplusRecovery, SurplusRecoveryDecided } from './schemas.ts'

/** Decides whether the money is taken back or set off, by somebody else than who proposed it. It is taken, or begins to be set off, once the time to appeal is over, and no appeal is open. */
export async function decideSurplusRecovery(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewRecoveryDecision>,
): Promise<Answer<Static<typeof SurplusRecoveryDecided>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'surplus_recovery', id }),
    findRecovery(tx, actor, id),
  ])
  const recovery = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  if (recovery.status !== 'proposed') throw new Problem('wrong-state', `It is ${recovery.status}`)
  await requireSecondPerson(tx, actor, [recovery.proposedBy], 'Somebody else than who proposed it decides')
  const [appeal, { crisis }] = await Promise.all([
    findOpenAppeal(tx, actor, budgetCase.id),
    factsOf(tx, context, budgetCase.id),
  ])
  const takes = input.outcome !== 'left'
  if (takes && (input.outcome === 'set-off') !== (recovery.kind === 'set-off'))
    throw invalidAt('/outcome', `It was proposed as ${recovery.kind}, and the person was told so`)
  if (takes && appeal) throw new Problem('support-frozen', undefined, { conflict: { kind: 'appeal', id: appeal } })
  if (takes && crisis)
    throw new Problem('crisis-active', undefined, { conflict: { kind: 'crisis-episode', id: crisis.id } })
  const today = londonDate(now)
  const heard = { takes, answered: recovery.answer !== null, by: recovery.answerBy }
  orThrow(mayRecover(input.factors, heard, today))
  const { whatWouldChange = null } = input
  if (takes && whatWouldChange === null) throw invalidAt('/whatWouldChange', 'Say what would change the answer')
  const lines = decidedLines(recovery, input)
  const taken = lines.filter(({ decidedPence }) => decidedPence > 0)
  const takenAfter = takes ? appealBy(budgetCase.rules, today) : null
  const fresh = {
    caseId: budgetCase.id,
    subject: 'surplus-recovery',
    subjectId: id,
    subjectVersion: 1,
    outcome: input.outcome,
    tier: 'commissioner-officer',
    reasons: recoveryReasons(input.factors, input.outcome, whatWouldChange ?? ''),
    gapsAcceptedBecause: null,
    schemeVersion: budgetCase.schemeVersion,
  } as const
  const surplus = {
    kind: recovery.kind,
    takenAfter,
    lines: taken.map(({ title, decidedPence }) => ({ title, pence: decidedPence })),
  }
  const decision = await keepDecision(tx, context, budgetCase, fresh, { surplus })
  const after: SurplusRecovery = {
    ...told(recovery),
    status: takes ? 'decided' : 'left',
    lines,
    factors: input.factors,
    decisionId: decision.id,
    takenAfter,
    closedAt: takes ? null : now.toISOString(),
  }
  await setRecovery(tx, actor, after)
  await record(tx, actor, {
    type: 'surplus-recovery.decided',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { outcome: input.outcome, decisionId: decision.id, takenAfter },
  })
  return created({ surplusRecovery: after, decision }, `/v1/decisions/${decision.id}`)
}

function decidedLines({ lines }: SurplusRecovery, input: Static<typeof NewRecoveryDecision>) {
  const given = input.lines ?? null
  if (input.outcome === 'left') {
    if (given) throw invalidAt('/lines', 'Nothing is taken back or set off: leave the lines out')
    return lines.map((line) => ({ ...line, decidedPence: 0 }))
  }
  for (const [index, { line, amountPence }] of (given ?? []).entries()) {
    const proposed = lines.find((one) => one.line === line)
    if (!proposed || given?.findIndex((one) => one.line === line) !== index)
      throw invalidAt(`/lines/${index}/line`, 'Each line of the proposal once', 'line-unknown')
    if (amountPence > proposed.proposedPence)
      throw invalidAt(
        `/lines/${index}/amountPence`,
        `${inPounds(proposed.proposedPence)} was proposed, and the person told`,
      )
  }
  return lines.map((line) => ({
    ...line,
    decidedPence: given ? (given.find((one) => one.line === line.line)?.amountPence ?? 0) : line.proposedPence,
  }))
}
