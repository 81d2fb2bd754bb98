import type { Case, LockedCase } from '../case-access/case.ts'
import { listMembers } from '../case-team/repository.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { listInForce } from '../delegations/repository.ts'
import type { Delegation } from '../delegations/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { mayDecideFor, trustRoles } from '../rules/sign-off/delegations.ts'
import { isIndependent, withinLimit } from '../rules/sign-off/sign-off.ts'
import type { TierHolder, TierRules } from '../rules/sign-off/sign-off-rules.ts'
import type { Pence } from '../shared/money.ts'
import { countedPence, findBudgetLeft } from '../support-plans/budget-left.ts'
import type { Plan } from '../support-plans/repository.ts'
import { tierWords } from '../words/roles.ts'
import { listConflicts } from './conflicts-repository.ts'
import { involvedIn } from './involved.ts'
import { listSignatures } from './repository.ts'

/** In which role the actor sits at a tier: the case's own care coordinator, or a role; undefined where they do not sit there, as no system does. */
export function tierRoleAt(
  tier: Pick<TierRules, 'heldBy'>,
  budgetCase: Case,
  { machine, roles, organisationId }: Actor,
): TierHolder | undefined {
  if (machine) return undefined
  return tier.heldBy.find((holder) => {
    if (holder === 'care-coordinator') return budgetCase.caseRoles.includes('care-coordinator')
    return roles.includes(holder) && (!trustRoles.has(holder) || organisationId === budgetCase.trustId)
  })
}

/** The delegations of an actor that hold at a tier on this case: what a trust gives counts within the trust, and a care coordinator's on their own cases. A system is nobody's delegate, whoever named it. */
export function delegationsAt(
  tier: Pick<TierRules, 'heldBy'>,
  budgetCase: Case,
  actor: Actor,
  members: readonly CaseMember[],
  inForce: readonly Delegation[],
): Delegation[] {
  if (actor.machine) return []
  const coordinator = members.find((member) => member.leftAt === null && member.caseRole === 'care-coordinator')
  return inForce.filter(({ tierRole, organisationId, holderId }) => {
    if (!tier.heldBy.includes(tierRole)) return false
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
  /** What the plan counts as towards the limit of the tier. */
  readonly counted: Pence
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
  actor: Actor,
  budgetCase: LockedCase,
  plan: Plan,
  votedSeats: readonly string[] = [],
): Promise<Decider> {
  requireSomebody(actor)
  const tier = budgetCase.rules.tiers.find((rules) => rules.tier === plan.tier)
  if (!tier) throw new Problem('wrong-state', 'The plan is with no tier of the scheme')
  const tierRole = tierRoleAt(tier, budgetCase, actor)
  const [signatures, members, conflicts, budget, inForce] = await Promise.all([
    listSignatures(tx, actor, plan.id),
    listMembers(tx, actor, budgetCase.id),
    listConflicts(tx, actor, plan.id),
    findBudgetLeft(tx, actor, budgetCase.id, plan.id),
    tierRole ? [] : listInForce(tx, actor),
  ])
  const delegations = delegationsAt(tier, budgetCase, actor, members, inForce)
  if (!tierRole && delegations.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  const involved = involvedIn(plan, signatures, members, conflicts)
  const places = delegations.filter(({ holderId }) => mayDecideFor(holderId, actor.actorId, involved))
  const taken = places.find(({ holderId }) => !votedSeats.includes(holderId)) ?? places[0]
  if (tierRole ? !isIndependent(actor.actorId, involved) : !taken) throw new Problem('decision-not-independent')
  const counted = countedPence(plan, budget)
  if (!withinLimit(tier, counted)) throw new Problem('over-limit')
  if (tierRole) return { tier, tierRole, inPlaceOf: null, counted }
  if (!taken) throw new Problem('decision-not-independent')
  return { tier, tierRole: taken.tierRole, inPlaceOf: { actorId: taken.holderId, name: taken.holderName }, counted }
}
