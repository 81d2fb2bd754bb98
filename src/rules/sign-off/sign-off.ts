import type { LocalDate } from '../../shared/dates.ts'
import { inPounds, type Pence } from '../../shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { CaseRole, ForcingCondition, Tier, TierHolder, TierRules } from './sign-off-rules.ts'

/** Why a plan is passed up a tier. None of them is a fault. */
export const escalationReasons = ['not-comfortable', 'conflict-of-interest', 'breach'] as const
export type EscalationReason = (typeof escalationReasons)[number]

/** A tier that a condition forces a plan to. */
export interface Forced {
  readonly condition: ForcingCondition
  readonly tier: Tier
}

/** A tier that may not decide on a plan, and why. */
export interface PassedTier {
  readonly tier: Tier
  readonly limitPence: Pence | null
  readonly because: 'no-limit' | 'over-limit' | 'no-members' | 'no-care-coordinator' | 'not-independent'
}

/** What was spent, of all that was agreed for the person since a day, before the plan in question: it counts towards every limit. */
export interface SpentBefore {
  readonly since: LocalDate
  readonly pence: Pence
}

/** What a route came from: the amount and the tiers that it passed, the tier that it left, or a finding of a review. */
export type RouteFacts =
  | {
      readonly by: 'amount'
      readonly totalPence: Pence
      readonly limitPence: Pence
      readonly passed: readonly (PassedTier | Forced)[]
      readonly before: SpentBefore | null
      /** Whether two people decide together, since a tier above would have to, and there is none. */
      readonly together: boolean
    }
  | {
      readonly by: 'identity'
      /** Where it would go if somebody independent had confirmed who the person is. */
      readonly would: AmountRoute
      /** Whether two people decide there together, since there is no tier above. */
      readonly together: boolean
    }
  | { readonly by: 'escalation'; readonly from: Tier; readonly because: EscalationReason }
  | { readonly by: 'team-conflict' }
  | { readonly by: 'finding' }

/** Where a plan goes for its decision, and why. `words/routes.ts` says it in a sentence. */
export interface Route {
  readonly tier: Tier
  readonly because:
    | 'within-limit'
    | 'over-limit'
    | 'not-independent'
    | 'identity-unconfirmed'
    | EscalationReason
    | ForcingCondition
  readonly facts: RouteFacts
}

/** A route that came from an amount. */
export type AmountRoute = Omit<Route, 'facts'> & { readonly facts: Extract<RouteFacts, { by: 'amount' }> }

/** What the conditions force under the rules of a scheme, the lowest tier first. */
export function forcedBy(rules: SchemeRules, conditions: readonly ForcingCondition[]): Forced[] {
  return rules.forced
    .filter((rule) => conditions.includes(rule.condition))
    .map(({ condition, tier }) => ({ condition, tier }))
    .sort((a, b) => placeOf(rules, a.tier) - placeOf(rules, b.tier))
}

/** Where a tier stands in a scheme. One that the scheme does not have stands above them all, so that nobody decides in its place. */
export function placeOf(rules: SchemeRules, tier: Tier): number {
  const place = rules.tiers.findIndex((known) => known.tier === tier)
  return place < 0 ? rules.tiers.length : place
}

/** Whether one tier of a scheme stands below another. */
export const isBelow = (rules: SchemeRules, tier: Tier, other: Tier): boolean =>
  placeOf(rules, tier) < placeOf(rules, other)

/** Refuses a tier that a condition forces a plan above: what the plan meets can change while it waits. */
export function highEnough(
  rules: SchemeRules,
  tier: Tier,
  conditions: readonly ForcingCondition[],
): true | Refusal<'not-the-decider'> {
  const forced = forcedBy(rules, conditions).at(-1)
  if (!forced || !isBelow(rules, tier, forced.tier)) return true
  return refuse('not-the-decider', 'A condition of the scheme forces this plan to a higher tier. Escalate it')
}

/** Who is waited for while a plan is at a tier. */
export function waitedForAt(rules: SchemeRules, tier: Tier): readonly TierHolder[] {
  return rules.tiers.find((known) => known.tier === tier)?.heldBy ?? []
}

/** Whether the council sits anywhere in a scheme: at a tier, or where appeals are reviewed. */
export function hasCouncilSeat({ tiers, appeals }: Pick<SchemeRules, 'tiers' | 'appeals'>): boolean {
  return [...tiers.flatMap(({ heldBy }) => heldBy), ...appeals.reviewers].includes('local-authority-officer')
}

/** A limit is inclusive. A tier without one may not decide: no limit is not infinite. */
export function withinLimit(tier: Pick<TierRules, 'limitPence'>, totalPence: Pence): boolean {
  return tier.limitPence !== null && totalPence <= tier.limitPence
}

/** Whether a tier may decide on an amount at all: it has a limit, the amount is within it, and somebody sits there. */
export function mayDecide(tier: TierRules, totalPence: Pence): boolean {
  return withinLimit(tier, totalPence) && tier.heldBy.length > 0
}

/** The tiers above one, from the highest that a condition forces a plan to. */
function tiersAbove(rules: SchemeRules, from: Tier, conditions: readonly ForcingCondition[]): readonly TierRules[] {
  const forced = forcedBy(rules, conditions).at(-1)
  return rules.tiers.slice(Math.max(placeOf(rules, from) + 1, forced ? placeOf(rules, forced.tier) : 0))
}

/** The most that anybody above a tier may decide on: nothing where nobody is. */
export function mostAbove(rules: SchemeRules, from: Tier, conditions: readonly ForcingCondition[]): Pence {
  const above = tiersAbove(rules, from, conditions).filter(({ heldBy }) => heldBy.length > 0)
  return Math.max(0, ...above.map(({ limitPence }) => limitPence ?? 0))
}

/** The next tier up that may decide: "not comfortable" is no fault, and passes the plan on (S2; P12); a late decision passes up by itself. */
export function nextTier(
  rules: SchemeRules,
  totalPence: Pence,
  from: Tier,
  because: EscalationReason,
  conditions: readonly ForcingCondition[] = [],
): Route | Refusal<'tier-missing'> {
  const above = tiersAbove(rules, from, conditions).find((tier) => mayDecide(tier, totalPence))
  if (!above) return refuse('tier-missing', `No higher tier may decide on ${inPounds(totalPence)}`)
  return { tier: above.tier, because, facts: { by: 'escalation', from, because } }
}

/**
 * Where a plan goes once somebody has declared a conflict of interest: up, where the scheme forces it higher than it is, or where who
 * decides alone has the conflict. Undefined where it stays: the others who sit there decide, or there is nobody above.
 */
export function afterConflict(
  rules: SchemeRules,
  totalPence: Pence,
  at: TierRules,
  sitsThere: boolean,
): Route | undefined {
  const conflict = ['conflict-of-interest'] as const
  const forced = forcedBy(rules, conflict).at(-1)
  const below = forced !== undefined && isBelow(rules, at.tier, forced.tier)
  const alone = sitsThere && at.quorum === null
  const above = below || alone ? nextTier(rules, totalPence, at.tier, 'conflict-of-interest', conflict) : undefined
  if (!above || isRefusal(above)) return undefined
  return sitsThere ? above : { ...above, facts: { by: 'team-conflict' } }
}

/**
 * The working days that a plan's one clock allows once it is at a tier. The clock runs on from the first arrival: passing up
 * never starts it again, and lengthens it only where the new tier is given more days than the plan has had promised.
 */
export function daysAt(rules: SchemeRules, tier: Tier, soFar: number): number {
  return Math.max(soFar, rules.tiers.find((known) => known.tier === tier)?.workingDays ?? 0)
}

/** The signatures that a plan needs. A broker signs where the case has one: a scheme that wants a broker's signature is no bar to who has none. */
export function signaturesNeeded({ signatures }: Pick<SchemeRules, 'signatures'>, hasBroker: boolean): CaseRole[] {
  return signatures.filter((caseRole) => caseRole !== 'broker' || hasBroker)
}

/** The roles that still have to sign. A representative's signature stands for the person's. */
export function outstandingSignatures(rules: SchemeRules, signed: readonly CaseRole[], hasBroker: boolean): CaseRole[] {
  return signaturesNeeded(rules, hasBroker).filter(
    (caseRole) => !signed.includes(caseRole) && !(caseRole === 'person' && signed.includes('representative')),
  )
}
