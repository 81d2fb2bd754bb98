import type { LockedCase } from '../case-access/case.ts'
import { factsOf, requireStaff } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { type DelegationInForce, listInForce } from '../delegations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { trustRoles } from '../rules/sign-off/delegations.ts'
import { dayOf, type Heard, heardAs, mayMeet, noticeAt } from '../rules/sign-off/hearings.ts'
import { tierOnRoute } from '../rules/sign-off/identity.ts'
import { type Act, isIndependent, mayDecideFor } from '../rules/sign-off/parts.ts'
import { withinLimit } from '../rules/sign-off/sign-off.ts'
import type { TierHolder, TierRules } from '../rules/sign-off/sign-off-rules.ts'
import type { Pence } from '../shared/money.ts'
import { countedPence } from '../support-plans/budget-left.ts'
import type { Plan } from '../support-plans/repository.ts'
import { tierWords } from '../words/roles.ts'
import { expectedRoute, findCircumstances, type PlanCircumstances } from './circumstances.ts'
import { listParts } from './parts-repository.ts'

/** In which role the actor sits at a tier: the case's own care coordinator, or a role; undefined where they do not sit there, as no system does. */
export function tierRoleAt(
  tier: Pick<TierRules, 'heldBy'>,
  budgetCase: Pick<LockedCase, 'caseRoles' | 'trustId' | 'councilIds'>,
  { machine, roles, organisationId }: Actor,
): TierHolder | undefined {
  if (machine) return undefined
  return tier.heldBy.find((holder) => {
    if (holder === 'care-coordinator') return budgetCase.caseRoles.includes('care-coordinator')
    if (holder === 'local-authority-officer' && !isEnrolled(budgetCase, organisationId)) return false
    return roles.includes(holder) && (!trustRoles.has(holder) || organisationId === budgetCase.trustId)
  })
}

/** Whether an organisation is a council that the commissioner has enrolled in the scheme of the case: nobody else has the council's seat. */
const isEnrolled = ({ councilIds }: Pick<LockedCase, 'councilIds'>, organisationId: string | null) =>
  organisationId !== null && councilIds.includes(organisationId)

/** The delegations of an actor that hold at a tier on this case: what a trust gives counts within the trust, and a care coordinator's on their own cases. A system is nobody's delegate, whoever named it. */
export function delegationsAt(
  tier: Pick<TierRules, 'heldBy'>,
  budgetCase: LockedCase,
  actor: Actor,
  members: readonly CaseMember[],
  inForce: readonly DelegationInForce[],
): DelegationInForce[] {
  if (actor.machine) return []
  const coordinator = members.find((member) => member.leftAt === null && member.caseRole === 'care-coordinator')
  return inForce.filter(({ tierRole, organisationId, holderId, holderOrganisationId }) => {
    if (!tier.heldBy.includes(tierRole)) return false
    if (tierRole === 'local-authority-officer' && !isEnrolled(budgetCase, holderOrganisationId)) return false
    if (
      trustRoles.has(tierRole) &&
      (organisationId !== budgetCase.trustId || actor.organisationId !== budgetCase.trustId)
    )
      return false
    return tierRole !== 'care-coordinator' || coordinator?.actorId === holderId
  })
}

/** Who acts on a plan at a tier: in which role, and in whose place where they are a delegate. */
export interface Decider {
  readonly tier: TierRules
  readonly tierRole: TierHolder
  readonly inPlaceOf: { readonly actorId: string; readonly name: string } | null
  /** Whose seat it is, by the human. */
  readonly seat: string
  /** What the plan counts as towards the limit of the tier. */
  readonly counted: Pence
  readonly circumstances: PlanCircumstances
  /** Where the plan would go if it were routed now. */
  readonly route: ReturnType<typeof expectedRoute>
}

/** People decide about people: no system does, whatever its scopes and whoever named it. */
export function requireSomebody({ machine }: Actor): void {
  if (machine) throw new Problem('case-role-required', 'Only a person can make this decision')
}

/**
 * The tier at which the actor may act on the plan now; whoever may not is told which rule says so. A delegate of several who sit there
 * takes the place of the first whose seat has not voted.
 */
export async function requireDecider(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  budgetCase: LockedCase,
  plan: Plan,
  act: Act,
  votedSeats: readonly string[] = [],
): Promise<Decider> {
  requireSomebody(actor)
  const at = budgetCase.rules.tiers.find((rules) => rules.tier === plan.tier)
  if (!at) throw new Problem('wrong-state', 'The plan is with no tier of the scheme')
  const tierRole = tierRoleAt(at, budgetCase, actor)
  const [taken, members, circumstances, inForce] = await Promise.all([
    listParts(tx, actor, plan),
    listMembers(tx, actor, budgetCase.id),
    findCircumstances(tx, actor, plan, now),
    tierRole ? [] : listInForce(tx, actor),
  ])
  const route = expectedRoute(budgetCase.rules, plan, { ...circumstances, taken })
  const tier = tierOnRoute(at, route)
  const delegations = delegationsAt(tier, budgetCase, actor, members, inForce)
  if (!tierRole && delegations.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  const { humanId } = budgetCase.writer
  const places = delegations.filter((delegation) => {
    const holder = { humanId: delegation.holderHumanId, asCoordinator: delegation.tierRole === 'care-coordinator' }
    return mayDecideFor(holder, humanId, taken, act)
  })
  const place = places.find(({ holderHumanId }) => !votedSeats.includes(holderHumanId)) ?? places[0]
  const asCoordinator = tierRole === 'care-coordinator'
  if (tierRole ? !isIndependent(humanId, taken, act, asCoordinator) : !place)
    throw new Problem('decision-not-independent')
  requireStaff(budgetCase)
  const counted = countedPence(plan, circumstances.budget)
  if (!withinLimit(tier, counted)) throw new Problem('over-limit')
  if (tierRole) return { tier, tierRole, inPlaceOf: null, seat: humanId, counted, circumstances, route }
  if (!place) throw new Problem('decision-not-independent')
  const { holderId, holderHumanId, holderName } = place
  return {
    tier,
    tierRole: place.tierRole,
    inPlaceOf: { actorId: holderId, name: holderName },
    seat: holderHumanId,
    counted,
    circumstances,
    route,
  }
}

/**
 * How the person was heard at the meeting about a plan; null where the scheme has no meeting or panel at the tier. Nobody votes or decides there before they
 * were told of it in time, and heard.
 */
export async function requireHeard(
  tx: Tx,
  context: Context,
  { id, rules }: Pick<LockedCase, 'id' | 'rules'>,
  { tier }: Pick<Plan, 'tier'>,
): Promise<Heard | null> {
  const at = rules.tiers.find((known) => known.tier === tier)
  if (!at?.quorum) return null
  const meeting = orThrow(mayMeet((await factsOf(tx, context, id)).meetings[0], noticeAt(at), context.now))
  const way = heardAs(meeting) ?? null
  return {
    meetingId: meeting.id,
    on: dayOf(meeting),
    way,
    through: way === 'through-somebody' ? meeting.through : null,
  }
}
