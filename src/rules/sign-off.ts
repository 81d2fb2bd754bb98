import { inPounds, type Pence } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import type { Waited } from './progress.ts'
import type { Capacity, SchemeRules, Tier, TierRules } from './scheme-rules.ts'

/** How a tier is called in a sentence, and who is waited for while a plan is there. */
export const tierNames: Readonly<Record<Tier, { readonly name: string; readonly waitedFor: Waited }>> = {
  'care-coordinator': { name: 'the care coordinator', waitedFor: 'care-coordinator' },
  'team-manager': { name: 'the team manager', waitedFor: 'team-manager' },
  'mdt-meeting': { name: 'the MDT meeting', waitedFor: 'mdt-member' },
  'risk-enablement-panel': { name: 'the risk enablement panel', waitedFor: 'panel-member' },
}

/** Where a plan goes for its decision, and why, in a sentence for the person. */
export interface Route {
  readonly tier: Tier
  readonly because: 'within-limit' | 'over-limit' | 'not-independent' | 'not-comfortable' | 'conflict-of-interest'
  readonly sentence: string
}

/** A limit is inclusive. A tier without one may not decide: no limit is not infinite. */
export function withinLimit(tier: Pick<TierRules, 'limitPence'>, totalPence: Pence): boolean {
  return tier.limitPence !== null && totalPence <= tier.limitPence
}

/**
 * The lowest tier that may decide on a plan of this total (S2: up to £400 the care coordinator, then team manager, MDT meeting,
 * risk enablement panel). `barred` tiers may not, because who would decide there wrote the plan, signed it as broker, or it is their own.
 */
export function lowestCompetent(
  rules: SchemeRules,
  totalPence: Pence,
  barred: ReadonlySet<Tier>,
): Route | Refusal<'tier-missing'> {
  const skipped: string[] = []
  let because: Route['because'] = 'within-limit'
  for (const tier of rules.tiers) {
    const { name } = tierNames[tier.tier]
    if (withinLimit(tier, totalPence) && !barred.has(tier.tier)) {
      const why = skipped.length === 0 ? `${inPounds(totalPence)} is within` : `${skipped.join('. ')}. It is within`
      return {
        tier: tier.tier,
        because,
        sentence: `${why} ${name}’s ${inPounds(tier.limitPence ?? 0)}, so ${name} decides.`,
      }
    }
    if (tier.limitPence === null) skipped.push(`${sentenceCase(name)} has no limit set and may not decide`)
    else if (totalPence > tier.limitPence) {
      skipped.push(`${inPounds(totalPence)} is over ${name}’s ${inPounds(tier.limitPence)}`)
      because = 'over-limit'
    } else {
      skipped.push(`${sentenceCase(name)} is not independent of this plan`)
      if (because === 'within-limit') because = 'not-independent'
    }
  }
  return refuse('tier-missing', `No tier of the scheme may decide on ${inPounds(totalPence)}`)
}

/** The next tier up that may decide: "not comfortable" is no fault, and passes the plan on (S2; P12). */
export function tierAbove(
  rules: SchemeRules,
  totalPence: Pence,
  from: Tier,
  because: 'not-comfortable' | 'conflict-of-interest',
): Route | Refusal<'tier-missing'> {
  const above = rules.tiers
    .slice(rules.tiers.findIndex((tier) => tier.tier === from) + 1)
    .find((tier) => withinLimit(tier, totalPence))
  if (!above)
    return refuse('tier-missing', `No tier above ${tierNames[from].name} may decide on ${inPounds(totalPence)}`)
  const why = because === 'not-comfortable' ? 'was not comfortable to decide' : 'has a conflict of interest'
  return {
    tier: above.tier,
    because,
    sentence: `${sentenceCase(tierNames[from].name)} ${why}, so ${tierNames[above.tier].name} decides. Nobody is at fault.`,
  }
}

/**
 * The working days that a plan's one clock allows once it is at a tier. The clock runs on from the first arrival: passing up
 * never starts it again, and lengthens it only where the new tier is given more days than the plan has had promised.
 */
export function daysAt(rules: SchemeRules, tier: Tier, soFar: number): number {
  return Math.max(soFar, rules.tiers.find((known) => known.tier === tier)?.workingDays ?? 0)
}

/** Who has to do with a plan so closely that they may not decide on it. */
export interface Involved {
  readonly authorId: string
  readonly brokerSignerIds: readonly string[]
  /** The person, and whoever stands in for them. */
  readonly ownIds: readonly string[]
}

/** Nobody decides on a plan that they wrote, signed as broker, or that is their own. */
export function isIndependent(actorId: string, involved: Involved): boolean {
  return (
    actorId !== involved.authorId && !involved.brokerSignerIds.includes(actorId) && !involved.ownIds.includes(actorId)
  )
}

/** The capacities that still have to sign. A representative's signature stands for the person's. */
export function outstandingSignatures(rules: SchemeRules, signed: readonly Capacity[]): Capacity[] {
  return rules.signatures.filter(
    (capacity) => !signed.includes(capacity) && !(capacity === 'person' && signed.includes('representative')),
  )
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
