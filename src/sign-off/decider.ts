import type { Case, LockedCase } from '../case-access/case.ts'
import { listMembers } from '../case-team/repository.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { listInForce } from '../delegations/repository.ts'
import type { Deputyship } from '../delegations/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { mayDecideFor, trustStandings } from '../rules/sign-off/delegations.ts'
import { isIndependent, withinLimit } from '../rules/sign-off/sign-off.ts'
import type { TierHolder, TierRules } from '../rules/sign-off/sign-off-rules.ts'
import type { Plan } from '../support-plans/repository.ts'
import { tierWords } from '../words/roles.ts'
import { listConflicts } from './conflicts-repository.ts'
import { involvedIn } from './involved.ts'
import { listSignatures } from './repository.ts'

/** In which standing the actor sits at a tier: the case's own care coordinator, or a role; undefined where they do not sit there, as no system does. */
export function standingAt(
  tier: Pick<TierRules, 'heldBy'>,
  the: Case,
  { machine, roles, organisationId }: Actor,
): TierHolder | undefined {
  if (machine) return undefined
  return tier.heldBy.find((holder) => {
    if (holder === 'care-coordinator') return the.capacities.includes('care-coordinator')
    return roles.includes(holder) && (!trustStandings.has(holder) || organisationId === the.trustId)
  })
}

/** The deputyships of an actor that hold at a tier on this case: what a trust gives counts within the trust, and a care coordinator's on their own cases. A system is nobody's deputy, whoever named it. */
export function deputyshipsAt(
  tier: Pick<TierRules, 'heldBy'>,
  the: Case,
  actor: Actor,
  members: readonly CaseMember[],
  inForce: readonly Deputyship[],
): Deputyship[] {
  if (actor.machine) return []
  const coordinator = members.find((member) => member.leftAt === null && member.capacity === 'care-coordinator')
  return inForce.filter(({ standing, organisationId, holderId }) => {
    if (!tier.heldBy.includes(standing)) return false
    if (trustStandings.has(standing) && (organisationId !== the.trustId || actor.organisationId !== the.trustId))
      return false
    return standing !== 'care-coordinator' || coordinator?.actorId === holderId
  })
}

/** Who acts on a plan at a tier: in which standing, and in whose place where they are a deputy. */
export interface Decider {
  readonly tier: TierRules
  readonly standing: TierHolder
  readonly inPlaceOf: { readonly actorId: string; readonly name: string } | null
}

/** People decide about people: no system does, whatever its scopes and whoever named it. */
export function needSomebody({ machine }: Actor): void {
  if (machine) throw new Problem('capacity-missing', 'This is decided by somebody, not by a system')
}

/**
 * The tier at which the actor may act on the plan now; whoever may not is told which rule says so. A deputy of several who sit there
 * takes the place of the first whose seat has not voted.
 */
export async function needDecider(
  tx: Tx,
  actor: Actor,
  the: LockedCase,
  plan: Plan,
  votedSeats: readonly string[] = [],
): Promise<Decider> {
  needSomebody(actor)
  const tier = the.rules.tiers.find((rules) => rules.tier === plan.tier)
  if (!tier) throw new Problem('wrong-state', 'The plan is with no tier of the scheme')
  const standing = standingAt(tier, the, actor)
  const [signatures, members, conflicts, inForce] = await Promise.all([
    listSignatures(tx, actor, plan.id),
    listMembers(tx, actor, the.id),
    listConflicts(tx, actor, plan.id),
    standing ? [] : listInForce(tx, actor),
  ])
  const deputyships = deputyshipsAt(tier, the, actor, members, inForce)
  if (!standing && deputyships.length === 0)
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  const involved = involvedIn(plan, signatures, members, conflicts)
  const places = deputyships.filter(({ holderId }) => mayDecideFor(holderId, actor.actorId, involved))
  const taken = places.find(({ holderId }) => !votedSeats.includes(holderId)) ?? places[0]
  if (standing ? !isIndependent(actor.actorId, involved) : !taken) throw new Problem('decision-not-independent')
  if (!withinLimit(tier, plan.totalPence)) throw new Problem('over-limit')
  if (standing) return { tier, standing, inPlaceOf: null }
  if (!taken) throw new Problem('decision-not-independent')
  return { tier, standing: taken.standing, inPlaceOf: { actorId: taken.holderId, name: taken.holderName } }
}
