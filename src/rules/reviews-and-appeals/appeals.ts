import { type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { inPounds, type Pence } from '../../shared/money.ts'
import { isRefusal, type Refusal, refuse, refuseFor } from '../../shared/outcome.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { tierOnRoute } from '../sign-off/identity.ts'
import { isBelow, type Route, withinLimit } from '../sign-off/sign-off.ts'
import type { TierHolder } from '../sign-off/sign-off-rules.ts'

/** Outcomes that go against the person, wholly or in part: each needs reasons, and each can be appealed. */
export const adverseOutcomes = [
  'declined',
  'returned',
  'refused',
  'agreed-in-part',
  'agreed-with-reduction',
  'reduced',
  'ended',
  'recovered',
  'set-off',
] as const

export const appealOutcomes = ['upheld', 'varied', 'overturned'] as const
export type AppealOutcome = (typeof appealOutcomes)[number]

/** Whether a decision can be appealed. */
export function isAdverse(outcome: string): boolean {
  return (adverseOutcomes as readonly string[]).includes(outcome)
}

/** The last day on which an appeal is in time. Later ones are accepted with a reason. */
export function appealBy(rules: SchemeRules, decidedOn: LocalDate): LocalDate {
  return workingDaysAfter(decidedOn, rules.appeals.lodgeWithinWorkingDays)
}

/** Whether the person has a statutory right to a reconsideration: one of a decision in any six months. More may be accepted. */
export function isStatutory(lodgedBefore: readonly LocalDate[], today: LocalDate): boolean {
  return lodgedBefore.every((date) => monthsAfter(date, 6) <= today)
}

/**
 * Whether an appeal may be lodged, and whether it is statutory. One that others recorded or lodged for the person, whom they did not choose,
 * is heard as theirs, and uses up none of their right: otherwise who decided could spend it for them. `today` is the day on which the person said it.
 */
export function mayLodge(
  rules: SchemeRules,
  decision: { readonly outcome: string; readonly decidedOn: LocalDate },
  before: readonly {
    readonly id: string
    readonly on: LocalDate
    readonly status: string
    readonly own: boolean
  }[],
  lateBecause: string | null,
  today: LocalDate,
): { statutory: boolean } | Refusal<'appeal-open' | 'decision-not-adverse' | 'late-reason-required'> {
  if (!isAdverse(decision.outcome))
    return refuse('decision-not-adverse', 'This decision gave the person what was asked for')
  const open = before.find(({ status }) => status === 'lodged' || status === 'awaiting-acceptance')
  if (open) return refuseFor('appeal-open', 'An appeal against this decision is open', { kind: 'appeal', id: open.id })
  if (before.some(({ status }) => status === 'overturned'))
    return refuse(
      'decision-not-adverse',
      'This decision was overturned already: what was decided since can be appealed',
    )
  const by = appealBy(rules, decision.decidedOn)
  if (today > by && lateBecause === null)
    return refuse(
      'late-reason-required',
      `An appeal was in time until ${by}; a later one says why it is late`,
      '/lateBecause',
    )
  return {
    statutory: isStatutory(
      before.filter(({ own }) => own).map(({ on }) => on),
      today,
    ),
  }
}

/**
 * Whether a reviewer may agree by an appeal to a plan of this total, which would take this route to its decision. The commissioner may, from whom
 * every limit is delegated; anybody else only what one person may decide at a tier of theirs, and none below where the plan would go. What two bodies
 * decide together or not at all, nobody overturns alone; and nobody, not even the commissioner, for a person whom nobody independent has confirmed,
 * except at the tier that the route names for that. Otherwise a reviewer varies.
 */
export function mayOverturn(
  rules: SchemeRules,
  tierRole: TierHolder,
  decidedAt: string,
  totalPence: Pence,
  route: Route | Refusal<'tier-missing'>,
): true | Refusal<'over-limit' | 'not-the-decider'> {
  const { tiers } = rules
  const together = tiers.find(({ tier }) => tier === decidedAt)?.quorum?.kind === 'all'
  if (together) return refuse('over-limit', 'Two bodies decide on this together: vary, and they decide again')
  const alone = tiers.some(
    (tier) =>
      tier.heldBy.includes(tierRole) &&
      tierOnRoute(tier, route).quorum === null &&
      withinLimit(tier, totalPence) &&
      (isRefusal(route) || !isBelow(rules, tier.tier, route.tier)),
  )
  const unconfirmed = !isRefusal(route) && route.facts.by === 'identity'
  if (alone || (tierRole === 'commissioner-officer' && !unconfirmed)) return true
  if (unconfirmed)
    return refuse(
      'not-the-decider',
      'Nobody independent has confirmed yet who the person is, so the reviewer may not agree to this alone: vary, and it is decided again',
    )
  return refuse(
    'over-limit',
    `${inPounds(totalPence)} is more than the reviewer may agree to alone: vary, and it is decided again`,
  )
}

/** The reviewer is none of those who took part in the decision, or who have or had to do with the case (P9). */
export function mayReview(actorId: string, tookPart: ReadonlySet<string>): boolean {
  return !tookPart.has(actorId)
}
