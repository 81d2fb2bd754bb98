import { type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { inPounds, type Pence } from '../../shared/money.ts'
import { type Refusal, refuse, refuseFor } from '../../shared/outcome.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { withinLimit } from '../sign-off/sign-off.ts'
import type { TierHolder } from '../sign-off/sign-off-rules.ts'

/** Outcomes that go against the person, wholly or in part: each needs reasons, and each can be appealed. */
export const adverseOutcomes = ['declined', 'returned', 'refused', 'agreed-in-part', 'reduced', 'ended'] as const

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
 * Whether a reviewer may agree by an appeal to a plan of this total. The commissioner may, from whom every limit is delegated; anybody else
 * only what one person may decide at a tier of theirs. What two bodies decide together or not at all, nobody overturns alone: a reviewer varies.
 */
export function mayOverturn(
  { tiers }: SchemeRules,
  tierRole: TierHolder,
  decidedAt: string,
  totalPence: Pence,
): true | Refusal<'over-limit'> {
  const together = tiers.find(({ tier }) => tier === decidedAt)?.quorum?.kind === 'all'
  if (together) return refuse('over-limit', 'Two bodies decide on this together: vary, and they decide again')
  const alone = tiers.some(
    (tier) => tier.heldBy.includes(tierRole) && tier.quorum === null && withinLimit(tier, totalPence),
  )
  if (alone || tierRole === 'commissioner-officer') return true
  return refuse(
    'over-limit',
    `${inPounds(totalPence)} is more than the reviewer may agree to alone: vary, and it is decided again`,
  )
}

/** The reviewer is none of those who took part in the decision, or who have or had to do with the case (P9). */
export function mayReview(actorId: string, tookPart: ReadonlySet<string>): boolean {
  return !tookPart.has(actorId)
}
