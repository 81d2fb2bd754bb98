import { inPounds, type Pence } from '../../shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import {
  type AmountRoute,
  type Forced,
  forcedBy,
  isBelow,
  type PassedTier,
  placeOf,
  type Route,
  type SpentBefore,
} from './sign-off.ts'
import type { ForcingCondition, Tier, TierRules } from './sign-off-rules.ts'

/** The tiers that are passed by whatever their limit, and why: who sits there alone is missing, or too close to the plan. */
export type Barred = ReadonlyMap<Tier, 'no-care-coordinator' | 'not-independent'>

/**
 * The lowest tier that may decide on a plan of this total (S2: up to £400 the care coordinator, then team manager, MDT meeting,
 * risk enablement panel), at or above the highest that a condition forces it to. The total has what was spent before in it. What `raises`
 * goes one tier above the one that would decide, in every scheme: less of support that holds a need back (P10), or money to somebody with a tie;
 * where there is none above, two people decide there together.
 */
export function lowestCompetent(
  rules: SchemeRules,
  totalPence: Pence,
  barred: Barred,
  conditions: readonly ForcingCondition[] = [],
  before: SpentBefore | null = null,
  raises: ForcingCondition = 'preventive-reduction',
): AmountRoute | Refusal<'tier-missing'> {
  const route = lowestForced(rules, totalPence, barred, forcedBy(rules, conditions).at(-1), before)
  if (!conditions.includes(raises) || isRefusal(route)) return route
  const others = conditions.filter((condition) => condition !== raises)
  const would = lowestForced(rules, totalPence, barred, forcedBy(rules, others).at(-1), before)
  if (isRefusal(would) || isBelow(rules, would.tier, route.tier)) return route
  const next = rules.tiers.find(
    (tier) => isBelow(rules, would.tier, tier.tier) && whyNot(tier, totalPence, barred) === undefined,
  )
  if (next) return lowestForced(rules, totalPence, barred, { condition: raises, tier: next.tier }, before)
  return { ...would, because: raises, facts: { ...would.facts, together: true } }
}

/** The lowest tier that may decide, at or above one. */
function lowestForced(
  rules: SchemeRules,
  totalPence: Pence,
  barred: Barred,
  forced: Forced | undefined,
  before: SpentBefore | null,
): AmountRoute | Refusal<'tier-missing'> {
  const floor = forced ? placeOf(rules, forced.tier) : 0
  const passed: (PassedTier | Forced)[] = []
  let because: Route['because'] = 'within-limit'
  for (const [place, tier] of rules.tiers.entries()) {
    const refused = whyNot(tier, totalPence, barred)
    if (refused) {
      passed.push({ tier: tier.tier, limitPence: tier.limitPence, because: refused })
      because = reasonToSkip(tier, totalPence, because)
    } else if (forced && place < floor) {
      if (because !== forced.condition) passed.push(forced)
      because = forced.condition
    } else {
      const facts = {
        by: 'amount',
        totalPence,
        limitPence: tier.limitPence ?? 0,
        passed,
        before,
        together: false,
      } as const
      return { tier: tier.tier, because, facts }
    }
  }
  return refuse('tier-missing', `No tier of the scheme may decide on ${inPounds(totalPence)}`)
}

function whyNot(tier: TierRules, totalPence: Pence, barred: Barred): PassedTier['because'] | undefined {
  if (tier.limitPence === null) return 'no-limit'
  if (totalPence > tier.limitPence) return 'over-limit'
  if (tier.heldBy.length === 0) return 'no-members'
  return barred.get(tier.tier)
}

/** An amount over a limit says more than that somebody is not independent, and what a condition forces says more than both. */
function reasonToSkip(tier: TierRules, totalPence: Pence, soFar: Route['because']): Route['because'] {
  if (tier.limitPence === null || !['within-limit', 'not-independent'].includes(soFar)) return soFar
  return totalPence > tier.limitPence ? 'over-limit' : 'not-independent'
}
