import { isRefusal, type Refusal } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { Barred } from './lowest-competent.ts'
import { type AmountRoute, isBelow, mayDecide, type Route } from './sign-off.ts'
import type { Quorum, Tier, TierRules } from './sign-off-rules.ts'

/**
 * Where a plan goes for somebody whose identity nobody independent has confirmed: one tier above the one that would decide. Where there is none,
 * two people decide there together. So a person who is made up is looked at by one human more than those who made them up.
 */
export function unlessConfirmed(
  rules: SchemeRules,
  would: AmountRoute | Refusal<'tier-missing'>,
  identityConfirmed: boolean,
  barred: Barred,
): Route | Refusal<'tier-missing'> {
  if (identityConfirmed || isRefusal(would)) return would
  const { totalPence } = would.facts
  const above = rules.tiers.find(
    (tier) => isBelow(rules, would.tier, tier.tier) && mayDecide(tier, totalPence) && !barred.has(tier.tier),
  )
  return {
    tier: above?.tier ?? would.tier,
    because: 'identity-unconfirmed',
    facts: { by: 'identity', would, together: above === undefined },
  }
}

/** Whether a tier is too low for a plan, because nobody has confirmed who the person is since it came there. */
export const isTooLow = (rules: SchemeRules, tier: Tier, route: Route): boolean =>
  route.facts.by === 'identity' && isBelow(rules, tier, route.tier)

/** A tier as it decides on this plan: by the votes of two at least, where two have to decide together. */
export function tierOnRoute(tier: TierRules, route: Route | Refusal<'tier-missing'>): TierRules {
  if (isRefusal(route) || !('together' in route.facts) || !route.facts.together || route.tier !== tier.tier) return tier
  return { ...tier, quorum: ofTwo(tier) }
}

function ofTwo({ quorum, heldBy }: TierRules): Quorum {
  if (quorum?.kind === 'all' && heldBy.length > 1) return quorum
  const { members = 1, livedExperience = 0 } = quorum ?? {}
  return { kind: 'number', members: Math.max(2, members), livedExperience }
}
