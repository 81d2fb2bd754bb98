import type { Case, LockedCase } from '../cases/case.ts'
import { listMembers } from '../cases/team-repository.ts'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import type { Tier, TierRules } from '../rules/scheme-rules.ts'
import { isIndependent, tierNames, withinLimit } from '../rules/sign-off.ts'
import type { Plan } from './repository.ts'
import { involvedIn } from './route-for-decision.ts'
import { listSignatures } from './sign-off-repository.ts'

/** Whether the actor sits at a tier: the case's own care coordinator, or a role in the case's trust or on the panel. */
function sitsAt(tier: Tier, the: Case, { roles, organisationId }: Actor): boolean {
  switch (tier) {
    case 'care-coordinator':
      return the.capacities.includes('care-coordinator')
    case 'team-manager':
      return roles.includes('team-manager') && organisationId === the.trustId
    case 'mdt-meeting':
      return roles.includes('mdt-member') && organisationId === the.trustId
    case 'risk-enablement-panel':
      return roles.includes('panel-member') || roles.includes('lived-experience-member')
  }
}

/** The tier at which the actor may act on the plan now; whoever may not is told which rule says so. */
export async function needDecider(tx: Tx, actor: Actor, the: LockedCase, plan: Plan): Promise<TierRules> {
  const tier = the.rules.tiers.find((rules) => rules.tier === plan.tier)
  if (!tier) throw new Problem('wrong-state', 'The plan is with no tier of the scheme')
  const { name } = tierNames[tier.tier]
  if (!sitsAt(tier.tier, the, actor)) throw new Problem('not-the-decider', `The decision is with ${name}`)
  const [signatures, members] = await Promise.all([listSignatures(tx, actor, plan.id), listMembers(tx, actor, the.id)])
  if (!isIndependent(actor.actorId, involvedIn(plan, signatures, members)))
    throw new Problem('decision-not-independent')
  if (!withinLimit(tier, plan.totalPence)) throw new Problem('over-limit')
  return tier
}
