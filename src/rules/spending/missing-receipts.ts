import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import { foldName } from '../people/folded-names.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/** What is done about a receipt that is missing; essential: it would be paused, and is support that nobody may lose for a piece of paper. */
export const chaseSteps = ['first-reminder', 'second-reminder', 'paused', 'essential'] as const
export type ChaseStep = (typeof chaseSteps)[number]

/**
 * The days after the purchase on which its receipt is asked for, asked for again, and the spender stops spending on the line until it is there. The
 * commissioners who asked for this service use these days; no law and no guidance sets them.
 */
export const chasedAfterDays = [15, 29, 31] as const
const [firstDay, , pausedDay] = chasedAfterDays

export interface Chased {
  readonly step: ChaseStep
  readonly on: LocalDate
}

interface Bought {
  readonly payee: string
  readonly amountPence: Pence
  readonly boughtOn: LocalDate
}
/** What a human bought on a line, and when they took it back whole before anybody had asked for its receipt; null where they did not. */
export interface BoughtBefore extends Bought {
  readonly recordedAt: string
  readonly takenBackAt: string | null
}

/**
 * From which day on the days of a receipt count: of the purchase, or of what the same human took back on the line without a receipt and typed once more as this. Who does that has no other days for it,
 * and what else they buy of the same shop or for the same sum has its own. What was bought before is in the order in which it was recorded.
 */
export function countedFrom(purchase: Bought, before: readonly BoughtBefore[]): LocalDate {
  const counted: LocalDate[] = []
  for (const [at, one] of [...before, purchase].entries()) {
    const days = before.slice(0, at).flatMap(({ takenBackAt, ...gone }, was) => {
      const likeness = likenessOf(gone, one)
      if (takenBackAt === null || likeness === 0) return []
      const isTyped = before
        .slice(was + 1, at)
        .some((other) => other.recordedAt >= takenBackAt && likenessOf(gone, other) >= likeness)
      return isTyped ? [] : [counted[was] ?? gone.boughtOn]
    })
    counted.push([one.boughtOn, ...days].sort()[0] ?? one.boughtOn)
  }
  return counted.at(-1) ?? purchase.boughtOn
}

/** In how much of payee and amount a later purchase is as one before. */
const likenessOf = (gone: Bought, later: Bought): number =>
  gone.boughtOn > later.boughtOn
    ? 0
    : Number(gone.amountPence === later.amountPence) + Number(foldName(gone.payee) === foldName(later.payee))

/** When the receipt is first asked for: at once, where the purchase was written down late. */
export function firstChaseOn(boughtOn: LocalDate, today: LocalDate): LocalDate {
  const on = daysAfter(boughtOn, firstDay)
  return on > today ? on : today
}

/** When the next step is due after one that is done today. However late one is, the next is as long after it as it would have been: nobody is paused without two reminders. */
export function nextChaseOn(boughtOn: LocalDate, done: number, today: LocalDate): LocalDate | null {
  const [now, next] = [chasedAfterDays[done], chasedAfterDays[done + 1]]
  if (now === undefined || next === undefined) return null
  const [byDay, byGap] = [daysAfter(boughtOn, next), daysAfter(today, next - now)]
  if (byGap > byDay) return byGap
  return byDay
}

/** By when the receipt has to be there: what is due next is on `chaseOn`; null once the days are over. */
export function receiptDueOn(chaseOn: LocalDate | null, done: number): LocalDate | null {
  const at = chasedAfterDays[done]
  return chaseOn === null || at === undefined ? null : daysAfter(chaseOn, pausedDay - at)
}

/** Since when the spender is paused on the line because of this receipt. */
export const pausedSince = (chases: readonly (Chased & { readonly liftedAt: string | null })[]): LocalDate | null =>
  chases.find(({ step, liftedAt }) => step === 'paused' && liftedAt === null)?.on ?? null

/** What is known of the receipt of a purchase: when it was asked for, by when it has to be there, and since when who bought it is paused because of it. */
interface AskedFor {
  readonly receiptChasedOn: readonly LocalDate[]
  readonly receiptDueOn: LocalDate | null
  readonly receiptPausedOn: LocalDate | null
}

/**
 * Whether a receipt was asked for and is waited for still. It is so too where the purchase is taken back whole by whoever did not file it: else they would lift their own pause, and write the same
 * down again.
 */
export const isAskedFor = ({ receiptChasedOn, receiptDueOn, receiptPausedOn }: AskedFor): boolean =>
  receiptChasedOn.length > 0 && (receiptDueOn !== null || receiptPausedOn !== null)

/**
 * Whether a line goes on whatever paper is missing: what is marked as preventive, what a crisis has added money to, and what a provider sends an invoice
 * for, which is a paper of its own. A pause is to bring a receipt in, and never takes support away (P8, P10).
 */
export function isEssential(
  line: { readonly crisisPence: number; readonly instrument: PlanLine['instrument'] },
  planned: Pick<PlanLine, 'preventive'> | undefined,
): boolean {
  return line.crisisPence > 0 || line.instrument === 'invoice' || (planned?.preventive ?? false)
}
