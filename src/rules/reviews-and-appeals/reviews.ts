import { dateInWords, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/outcome.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import type { Missing } from '../assessment/readiness.ts'
import { isPersons } from '../planning/line-pauses.ts'
import type { EvidenceKind } from '../planning/reductions.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { lowestCompetent } from '../sign-off/lowest-competent.ts'
import { forcedBy, isBelow, type Route } from '../sign-off/sign-off.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'

export const findings = ['continue', 'change', 'increase', 'reduce', 'end'] as const
export type Finding = (typeof findings)[number]

/** What a finding that takes something away is called as a decision; undefined for one that takes nothing. */
export function outcomeOfFinding(finding: Finding): 'reduced' | 'ended' | undefined {
  return finding === 'reduce' ? 'reduced' : finding === 'end' ? 'ended' : undefined
}

/** When the first review is due: within so many months of the agreement or the first payment (three at the most, in every scheme). */
export function firstReviewDueOn(rules: SchemeRules, from: LocalDate): LocalDate {
  return monthsAfter(from, rules.reviews.firstWithinMonths)
}

/** When the next routine review is due: at least yearly. */
export function nextReviewDueOn(rules: SchemeRules, reviewedOn: LocalDate): LocalDate {
  return monthsAfter(reviewedOn, rules.reviews.routineEveryMonths)
}

/** When a rapid review is due: within the scheme's working days of what asks for it. */
export function rapidReviewDueOn(rules: SchemeRules, today: LocalDate): LocalDate {
  return workingDaysAfter(today, rules.reviews.rapidWithinWorkingDays)
}

/** Whether a review may be due on a day: not in the past, and no later than the next routine review would be; a rapid one within its own days. */
export function mayBeDueOn(
  rules: SchemeRules,
  kind: 'routine' | 'rapid' | 'requested',
  dueOn: LocalDate,
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  if (dueOn < today) return refuse('request-invalid', 'The review date must be today or later', '/dueOn')
  if (kind === 'rapid') {
    const last = rapidReviewDueOn(rules, today)
    if (dueOn <= last) return true
    const days = rules.reviews.rapidWithinWorkingDays
    const detail = `A rapid review is due within ${days} working days, so on ${dateInWords(last)} or sooner`
    return refuse('request-invalid', detail, '/dueOn')
  }
  const latest = nextReviewDueOn(rules, today)
  if (dueOn <= latest) return true
  const months = rules.reviews.routineEveryMonths
  return refuse(
    'request-invalid',
    `A review is due within ${months} months, so on ${dateInWords(latest)} or sooner`,
    '/dueOn',
  )
}

/** The outcomes that a review has not looked at, and ratings of outcomes that the plan does not have. */
export function missingRatings(
  outcomes: readonly { readonly key: string }[],
  rated: readonly { readonly outcome: string }[],
): Missing[] {
  const missing: Missing[] = []
  for (const { key } of outcomes) {
    if (!rated.some((rating) => rating.outcome === key)) {
      missing.push({ pointer: '/outcomeRatings', code: 'rating-missing', detail: `The outcome ${key} has no rating` })
    }
  }
  for (const [index, { outcome }] of rated.entries()) {
    const pointer = `/outcomeRatings/${index}/outcome`
    if (!outcomes.some(({ key }) => key === outcome))
      missing.push({ pointer, code: 'outcome-unknown', detail: 'The plan has no outcome with this key' })
    else if (rated.findIndex((other) => other.outcome === outcome) < index)
      missing.push({ pointer, code: 'key-repeated', detail: 'This outcome is rated twice' })
  }
  return missing
}

/**
 * Where a finding goes that would reduce or end support which is guarded: to the next tier above the care coordinator, in every scheme (P10:
 * support that works is withdrawn because needs look lower). Undefined: the care coordinator's finding stands. A meeting or a panel decides on plans
 * alone: where the scheme asks for one, the finding is not recorded, and the reduction is put to it as a changed plan.
 */
export function routeOfFinding(
  rules: SchemeRules,
  finding: Finding,
  guarded: readonly unknown[],
  totalPence: Pence,
): Route | undefined | Refusal<'tier-missing'> {
  if (outcomeOfFinding(finding) === undefined || guarded.length === 0) return undefined
  const floor = forcedBy(rules, ['preventive-reduction']).at(-1)?.tier
  const above = rules.tiers.filter(
    ({ tier, quorum }) =>
      quorum === null && tier !== 'care-coordinator' && (floor === undefined || !isBelow(rules, tier, floor)),
  )
  const route = lowestCompetent({ ...rules, tiers: above }, totalPence, new Map())
  if (isRefusal(route)) return route
  return { tier: route.tier, because: 'preventive-reduction', facts: { by: 'finding' } }
}

/** A finding, with what goes with it: a budget ends at a review only with the person's own agreement, on a day and in their own words. */
export type Found =
  | { readonly finding: Exclude<Finding, 'reduce' | 'end'> }
  | {
      readonly finding: 'reduce'
      readonly personAgrees: boolean
      readonly preventiveEvidence: string | null
      readonly preventiveBecause?: EvidenceKind | null
    }
  | { readonly finding: 'end'; readonly personAgreement: { readonly on: LocalDate; readonly words: string } }

/**
 * Whether a finding may be recorded. Needs that are lower while preventive support is in place are no evidence against it (P10):
 * a reduction names other evidence, or the person wishes it; who signs in says that by signing a changed plan, and not by what is written down for them.
 */
export function mayFind(
  found: Found,
  guarded: readonly unknown[],
  signsIn: boolean,
  today: LocalDate,
): true | Refusal<'evidence-required' | 'request-invalid'> {
  if (found.finding === 'end' && found.personAgreement.on > today)
    return refuse('request-invalid', 'The agreement date cannot be in the future', '/personAgreement/on')
  if (found.finding !== 'reduce' || guarded.length === 0 || (found.personAgrees && !signsIn)) return true
  const { preventiveEvidence, preventiveBecause = null } = found
  if (preventiveEvidence !== null && preventiveBecause !== null) return true
  return refuse(
    'evidence-required',
    'Name evidence other than that needs are lower while the support is in place',
    preventiveEvidence === null ? '/preventiveEvidence' : '/preventiveBecause',
  )
}

/** Why a review is set that no rule sets by its time. */
export const causesToGive = ['asked', 'needs-changed', 'provider-changed', 'concern'] as const
export const reviewCauses = [...causesToGive, 'crisis', 'appeal'] as const

/** Why a review is set: the person owes nobody a reason, and whoever else sets one that is not routine says it. */
export function causeOf(
  kind: 'routine' | 'rapid' | 'requested',
  given: (typeof causesToGive)[number] | null,
  by: CaseRole | 'commissioner-officer',
): (typeof causesToGive)[number] | null | Refusal<'review-cause-unclear'> {
  const unclear = (detail: string) => refuse('review-cause-unclear', detail, '/because')
  if (kind === 'routine')
    return given === null ? null : unclear('A routine review is set by its time, and by nothing else')
  const isTheirs = by !== 'commissioner-officer' && isPersons(by)
  if (given === 'asked' && !isTheirs) return unclear('The person asks for a review themself')
  return given ?? (isTheirs ? 'asked' : unclear('Say why this review is set'))
}
