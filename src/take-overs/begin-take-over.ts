import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { lastDay } from '../rules/planning/take-overs.ts'
import { londonDate } from '../shared/dates.ts'
import { isOneOf } from '../staff/same-human.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { isPaidFallback } from './paid-fallback.ts'
import { findFallbackDecision, findTakeOverOn, insertTakeOver } from './repository.ts'
import type { TakeOver } from './schemas.ts'

/** Puts into effect what the person chose in advance: the one whom they named takes over, for as long as they said at most. */
export async function beginTakeOver(tx: Tx, context: Context, caseId: string): Promise<Answer<TakeOver>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const [held, on] = await Promise.all([findPlanInForce(tx, actor, caseId), findTakeOverOn(tx, actor, caseId)])
  const { plan } = orNotFound(held, 'nothing-to-review')
  const { choice = null, lines = [] } = plan.crisisContingency?.ifTooUnwell ?? {}
  if (!choice) throw new Problem('wrong-state', 'The plan names nobody by their sign-in who takes over')
  const beganAs = requireCaseRole(budgetCase, actor, ...choice.onWordOf)
  // Who takes over does not say themself that it is time.
  if (await isOneOf(tx, actor, [choice.actorId]))
    throw new Problem('case-role-required', 'Somebody else than who takes over says that it is time')
  if (on) throw new Problem('wrong-state', 'Somebody has taken over already')
  if (await isPaidFallback(tx, actor, choice)) {
    const decided = await findFallbackDecision(tx, actor, plan.id)
    if (decided?.outcome !== 'agreed') throw new Problem('fallback-undecided')
  }
  const today = londonDate(now)
  const begun: TakeOver = {
    id: newId(),
    caseId,
    supportPlanId: plan.id,
    actorId: choice.actorId,
    actorName: choice.name,
    organisationId: choice.organisationId,
    lines: [...lines],
    beganAs,
    beganAt: now.toISOString(),
    until: lastDay(choice, today),
    endedAt: null,
    endedBecause: null,
  }
  await insertTakeOver(tx, actor, begun)
  await startClock(tx, actor, { caseId, kind: 'take-over', subjectId: begun.id, fixedOn: begun.until }, today)
  await record(tx, actor, {
    type: 'take-over.began',
    subjectId: begun.id,
    caseId,
    at: now,
    facts: { by: begun.actorId, beganAs, lines: begun.lines, until: begun.until },
  })
  return created(begun, `/v1/take-overs/${begun.id}`)
}
