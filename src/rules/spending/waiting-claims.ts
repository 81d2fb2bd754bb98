import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/outcome.ts'
import type { Period } from '../budgets/period.ts'
import { type Clock, type ClockKind, dueOn } from '../progress/clocks.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { type Barred, lowestCompetent } from '../sign-off/lowest-competent.ts'
import type { Tier } from '../sign-off/sign-off-rules.ts'

/*
 * What somebody paid for themself while they waited. Nothing is paid back by itself (restored support says so in its letter), and nothing is lost for want of
 * a way to ask: somebody independent decides, with reasons, on what was spent in the days in which it was late, had fallen away, or had been taken.
 */

/** Why they waited: a step that staff owe came late; cover at a worst time fell away; or support was taken that an appeal gave back. */
export const waitingCauses = ['late-step', 'cover-gap', 'taken-support'] as const

/** The steps that staff owe the person, and for which they can have gone without. */
const owedSteps: readonly ClockKind[] = [
  'expression-decision',
  'assessment',
  'calculation',
  'disclosure',
  'plan-decision',
  'first-payment',
  'finding-decision',
  'appeal-acceptance',
  'appeal-decision',
  'objection',
  'request-answer',
  'provider-stop',
  'practice-answer',
  'off-plan-decision',
]

/** The working days to decide on a claim where an officer of the commissioner does. Set by the service, as for a request: no source says it. */
export const claimWorkingDays = 10

/** The days on which a step was late: from the day after it was due to the day on which it was done, or today. */
export function lateDays(
  clock: Clock & { readonly kind: ClockKind },
  today: LocalDate,
): Period | Refusal<'nothing-was-late'> {
  if (!owedSteps.includes(clock.kind))
    return refuse('nothing-was-late', 'This step is not one that you waited for', '/causeId')
  const until = clock.stoppedOn ?? clock.pausedOn ?? today
  return within(daysAfter(dueOn(clock, today), 1), until)
}

/** Days from one to another, both among them. */
export function within(from: LocalDate, until: LocalDate): Period | Refusal<'nothing-was-late'> {
  return from <= until
    ? { from, until }
    : refuse('nothing-was-late', 'It was not late, and nothing had fallen away', '/causeId')
}

/** Whether it was spent in the days of the wait. They are worked out by the service and never by who claims. */
export function spentInTime(
  { from, until }: Period,
  spentOn: LocalDate,
  today: LocalDate,
): true | Refusal<'spent-out-of-time'> {
  const last = until < today ? until : today
  if (spentOn >= from && spentOn <= last) return true
  return refuse(
    'spent-out-of-time',
    `You waited from ${dateInWords(from)} to ${dateInWords(last)}: what was bought on those days can be claimed`,
    '/spentOn',
  )
}

/** What a claim counts as: all that was agreed on the case before, what else waits, and this. Slices come to what they are together. */
export const countedClaims = (
  others: readonly { readonly agreedPence: Pence | null; readonly amountPence: Pence; readonly status: string }[],
  amountPence: Pence,
): Pence =>
  sumPence([
    amountPence,
    ...others.map((other) => (other.status === 'waiting' ? other.amountPence : (other.agreedPence ?? 0))),
  ])

/**
 * Who decides: the lowest tier at which one person may decide on so much, and who is not of the team that was waited for. Null where there is none: an
 * officer of the commissioner, from whom every limit is delegated.
 */
export function decidesOnClaim(rules: SchemeRules, countedPence: Pence): Tier | null {
  const barred: Barred = new Map(
    rules.tiers
      .filter(({ heldBy, quorum }) => quorum !== null || heldBy.includes('care-coordinator'))
      .map(({ tier }) => [tier, 'not-independent'] as const),
  )
  const route = lowestCompetent(rules, countedPence, barred)
  return isRefusal(route) ? null : route.tier
}
