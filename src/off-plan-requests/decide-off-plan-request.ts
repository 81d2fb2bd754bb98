import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { carries, tally } from '../rules/sign-off/panel.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import type { TierRules } from '../rules/sign-off/sign-off-rules.ts'
import { addedPence, outcomeOf } from '../rules/spending/off-plan.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { addToPlan } from './add-to-plan.ts'
import { lookAtRequest } from './look-at-request.ts'
import { findRequest, type KeptRequest, setRequest, told } from './repository.ts'
import { requireFits } from './require-room.ts'
import { type RequestRoute, requireHighEnough, requireRequestDecider, routeOfRequest } from './route.ts'
import type { NewOffPlanDecision, OffPlanDecided } from './schemas.ts'

/** Decides on what was asked for, the whole, a part or none, at the tier where it is. What is agreed opens in the same transaction; otherwise nothing moves. */
export async function decideOffPlanRequest(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewOffPlanDecision>,
): Promise<Answer<Static<typeof OffPlanDecided>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'off_plan_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  if (request.status !== 'waiting') throw new Problem('wrong-state', `It is ${request.status}`)
  const inForce = orNotFound(await findPlanInForce(tx, actor, budgetCase.id), 'nothing-to-review')
  const known = await routeOfRequest(tx, context, budgetCase, inForce, request)
  const { tier, inPlaceOf, votes } = await requireRequestDecider(tx, context, budgetCase, request, known, 'decide')
  await requireSecondPerson(tx, actor, [request.askedBy], 'Somebody else than who asked decides')
  const agreedPence = requireAmount(request, input.agreedPence)
  const outcome = outcomeOf(request.amountPence, agreedPence)
  if (tier.quorum)
    orThrow(
      carries(tally(tier, votes), votes, outcome === 'refused' ? outcome : 'agreed', [
        { line: request.line, outcome: 'agreed' },
      ]),
    )
  for (const [index, { line = null }] of input.reasons.entries())
    if (line !== null) throw invalidAt(`/reasons/${index}/line`, 'It is about the whole: leave the line out')
  const reasons = orThrow(reasonsFor(budgetCase.rules, input.reasons, outcome !== 'agreed'))
  const opens = agreedPence > (request.agreedPence ?? 0)
  const appeal = opens && request.takesFrom !== null && (await findOpenAppeal(tx, actor, budgetCase.id))
  // What the person has stays as it is while an appeal is open: no line gives to another.
  if (appeal) throw new Problem('support-frozen', undefined, { conflict: { kind: 'appeal', id: appeal } })
  if (opens) requireRoom(budgetCase, tier, known, request, agreedPence)
  const inTheWay = opens && refusalOf(await lookAtRequest(tx, context, budgetCase, request, agreedPence))
  if (inTheWay) return refusedAfter(inTheWay)
  const planLineId = opens
    ? await addToPlan(tx, context, budgetCase, inForce, request, agreedPence)
    : request.planLineId
  const fresh = {
    caseId: budgetCase.id,
    subject: 'off-plan-request',
    subjectId: id,
    subjectVersion: 1,
    outcome,
    tier: tier.tier,
    reasons,
    gapsAcceptedBecause: null,
    schemeVersion: budgetCase.schemeVersion,
    inPlaceOf,
  } as const
  const { title, amountPence: askedPence, payee } = request
  const ties = [...known.ties]
  const offPlan = { title, askedPence, agreedPence, payee, ties }
  const decision = await keepDecision(tx, context, budgetCase, fresh, { offPlan })
  const after: KeptRequest = {
    ...request,
    ties,
    status: outcome,
    dueOn: null,
    supportPlanId: opens ? inForce.plan.id : request.supportPlanId,
    agreedPence: agreedPence === 0 ? null : agreedPence,
    planLineId,
    decisionId: decision.id,
    closedAt: now.toISOString(),
  }
  await setRequest(tx, actor, after)
  await Promise.all([
    stopClock(tx, actor, 'off-plan-decision', id, londonDate(now)),
    record(tx, actor, {
      type: 'off-plan.decided',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: {
        outcome,
        agreedPence,
        tier: tier.tier,
        decisionId: decision.id,
        reasons: reasons.map(({ code }) => code),
      },
    }),
  ])
  return created({ offPlanRequest: told(after), decision }, `/v1/decisions/${decision.id}`)
}

/** Refuses to agree below where it goes by now, or to more than the budget has, where the scheme has no tier for that. */
function requireRoom(
  budgetCase: LockedCase,
  tier: TierRules,
  known: RequestRoute,
  { amountPence, agreedPence: before, takesFrom, element }: KeptRequest,
  agreedPence: Pence,
): void {
  requireHighEnough(budgetCase, tier, known)
  const more = { amountPence: agreedPence - (before ?? 0), takesFrom, element }
  const notAgreed = addedPence({ amountPence: amountPence - agreedPence, takesFrom })
  requireFits(budgetCase, known, more, notAgreed)
}

/** No more than was asked for, and no less than was agreed of it before: an appeal takes nothing away. */
function requireAmount({ amountPence, agreedPence }: KeptRequest, wanted: number): number {
  if (wanted > amountPence) throw invalidAt('/agreedPence', `${inPounds(amountPence)} was asked for`)
  if (wanted < (agreedPence ?? 0))
    throw invalidAt('/agreedPence', `${inPounds(agreedPence ?? 0)} of it was agreed before, and stays`)
  return wanted
}
