import type { LockedCase } from '../case-access/case.ts'
import { requireStaff } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { listInForce } from '../delegations/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { Element } from '../rules/planning/elements.ts'
import { tierOnRoute, unlessConfirmed } from '../rules/sign-off/identity.ts'
import { type Act, isIndependent, mayDecideFor, type PartTaken } from '../rules/sign-off/parts.ts'
import { isBelow, type Route, withinLimit } from '../rules/sign-off/sign-off.ts'
import type { ForcingCondition, TierHolder, TierRules } from '../rules/sign-off/sign-off-rules.ts'
import { type Asked, conditionsOfRequest, lowestForRequest, planWith } from '../rules/spending/off-plan.ts'
import type { PayeeTie } from '../rules/spending/payees.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import type { Refusal } from '../shared/outcome.ts'
import { barredTiers, findCircumstances } from '../sign-off/circumstances.ts'
import { delegationsAt, requireSomebody, tierRoleAt } from '../sign-off/decider.ts'
import { listParts } from '../sign-off/parts-repository.ts'
import { listHumans } from '../staff/repository.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { tierWords } from '../words/roles.ts'
import { type KeptRequest, listWaiting } from './repository.ts'
import { tiesOfRequest, wouldPayOwn } from './ties.ts'
import { type KeptVote, listVotes } from './votes-repository.ts'

/** Where a request goes for its decision, as far as is known now, and what it counts as there. */
export interface RequestRoute {
  readonly route: Route | Refusal<'tier-missing'>
  /** The plan with it and what waits since before it, and what was spent beside the plan in the period: slices come to what they are together. */
  readonly countedPence: Pence
  /** The plan with it and what else waits, and what the budget has for it. */
  readonly totalPence: Pence
  readonly leftPence: Pence
  /** Where the budget has two elements, the same of the one that would pay. */
  readonly elementPence: Pence
  readonly elementLeftPence: Pence
  readonly conditions: readonly ForcingCondition[]
  /** What ties who would be paid to the case: as it was asked for, and since. */
  readonly ties: readonly PayeeTie[]
  readonly taken: readonly PartTaken[]
}

/** Votes on the plan that is in force are no part in what is asked for since. */
const votes: readonly PartTaken['part'][] = ['voted', 'voted-below']

/** What is asked for, with its maker; `id` where it is kept already. */
export type RequestToRoute = Omit<Asked, 'tied'> &
  Pick<KeptRequest, 'ties' | 'askedBy' | 'payee' | 'payeeId'> &
  Partial<Pick<KeptRequest, 'id' | 'agreedPence'>>

/** Works out where a request goes, by what of it is not agreed yet. */
export async function routeOfRequest(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId, rules }: LockedCase,
  { plan, opened }: PlanInForce,
  asked: RequestToRoute,
): Promise<RequestRoute> {
  const request = { ...asked, amountPence: asked.amountPence - (asked.agreedPence ?? 0) }
  const [tiesNow, parts, circumstances, waiting, human] = await Promise.all([
    tiesOfRequest(tx, actor, caseId, request, londonDate(now)),
    listParts(tx, actor, plan),
    findCircumstances(tx, actor, plan, now),
    listWaiting(tx, actor, caseId),
    listHumans(tx, actor, [request.askedBy]),
  ])
  const maker = { part: 'wrote', humanId: human(request.askedBy), staff: true, organisationId: null } as const
  const taken = [...parts.filter(({ part }) => !votes.includes(part)), maker]
  const { leftPence, besidePence, elementsLeft, period } = orNotFound(circumstances.budget, 'budget-not-disclosed')
  // Who asks counts all that waits already; what was asked for later pulls nothing up that was asked for before.
  const others = waiting.filter(({ id }) => request.id === undefined || id < request.id)
  const totalPence = planWith(opened, others, request)
  const sameElement = (one: { readonly element: Element | null }) => one.element === request.element
  const elementPence = planWith(opened.filter(sameElement), others.filter(sameElement), request)
  const elementLeftPence = request.element === null ? leftPence : elementsLeft[request.element]
  const ties = [...new Set([...request.ties, ...tiesNow])]
  const tied = ties.length > 0
  const conditions = conditionsOfRequest(
    rules,
    { ...request, tied },
    { totalPence, leftPence, conflictDeclared: circumstances.conflicts.length > 0 },
  )
  const countedPence = sumPence([totalPence, besidePence])
  const barred = barredTiers(rules, taken, circumstances.passedFrom)
  const before = { since: period.from, pence: besidePence }
  const would = lowestForRequest(rules, countedPence, barred, { conditions, tied }, before)
  const route = unlessConfirmed(rules, would, circumstances.identityConfirmed, barred)
  return { route, countedPence, totalPence, leftPence, elementPence, elementLeftPence, conditions, ties, taken }
}

/** Who acts on a request at its tier: in which role, and in whose place where they are a delegate. */
export interface RequestDecider {
  readonly tier: TierRules
  readonly tierRole: TierHolder
  readonly inPlaceOf: { readonly actorId: string; readonly name: string } | null
  /** The human whose seat it is. */
  readonly seat: string
  readonly votes: readonly KeptVote[]
}

/** The tier at which the actor may act on a request now, by the rules by which a plan is decided on; whoever may not is told which says so. */
export async function requireRequestDecider(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  budgetCase: LockedCase,
  request: KeptRequest,
  { route, countedPence, taken }: RequestRoute,
  act: Act,
): Promise<RequestDecider> {
  requireSomebody(actor)
  const { rules, writer } = budgetCase
  const at = rules.tiers.find(({ tier }) => tier === request.tier)
  if (!at) throw new Problem('wrong-state', 'The request is with no tier of the scheme')
  const tier = tierOnRoute(at, route)
  const tierRole = tierRoleAt(tier, budgetCase, actor)
  const [voted, members, inForce] = await Promise.all([
    listVotes(tx, actor, request, tier.tier),
    listMembers(tx, actor, budgetCase.id),
    tierRole ? [] : listInForce(tx, actor),
  ])
  const places = delegationsAt(tier, budgetCase, actor, members, inForce)
  if (!tierRole && places.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  const all = [
    ...taken,
    ...voted.map(({ humanId }) => ({ part: 'voted', humanId, staff: true, organisationId: null }) as const),
  ]
  const asCoordinator = tierRole === 'care-coordinator'
  const place = places.find(({ holderHumanId, tierRole: as }) =>
    mayDecideFor({ humanId: holderHumanId, asCoordinator: as === 'care-coordinator' }, writer.humanId, all, act),
  )
  if (tierRole ? !isIndependent(writer.humanId, all, act, asCoordinator) : !place)
    throw new Problem('decision-not-independent')
  requireStaff(budgetCase)
  if (act !== 'pass-up' && (await wouldPayOwn(tx, actor, request, londonDate(now))))
    throw new Problem('decision-not-independent', 'You would be paid by it, or your organisation would')
  if (act !== 'pass-up' && !withinLimit(tier, countedPence)) throw new Problem('over-limit')
  if (tierRole) return { tier, tierRole, inPlaceOf: null, seat: writer.humanId, votes: voted }
  if (!place) throw new Problem('decision-not-independent')
  const inPlaceOf = { actorId: place.holderId, name: place.holderName }
  return { tier, tierRole: place.tierRole, inPlaceOf, seat: place.holderHumanId, votes: voted }
}

/** Refuses to decide below where the request goes by what is known now: what it counts as can have grown while it waits. */
export function requireHighEnough(
  { rules }: Pick<LockedCase, 'rules'>,
  { tier }: Pick<TierRules, 'tier'>,
  { route }: Pick<RequestRoute, 'route'>,
): void {
  if ('tier' in route && isBelow(rules, tier, route.tier))
    throw new Problem('not-the-decider', `By now it goes to ${tierWords[route.tier].short}: escalate it`)
}
