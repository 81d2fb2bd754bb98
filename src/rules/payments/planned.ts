import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { mostPence, type Pence, sumPence } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import type { LinePause } from '../planning/line-pauses.ts'
import type { LineSchedule } from '../planning/line-schedule.ts'
import type { AgreedRate } from '../spending/service-agreements.ts'
import { costAtRates, partAtRates } from './cost-of-days.ts'
import { type Instalment, instalmentsOf, type PaidWhen, workingDayFrom } from './instalments.ts'
import { partFrom } from './part-until.ts'

/** What a payment is for: days of the schedule; more, for days that were paid too little for; one that the bank did not make, again; what is owed for what was paid already; or what a crisis brought. */
export const paymentPurposes = ['instalment', 'adjustment', 'again', 'owed', 'crisis'] as const
export type PaymentPurpose = (typeof paymentPurposes)[number]

/** Whether what is paid for it is for days of the schedule: what was bought, or what a crisis brought, is for none. */
export const isOfSchedule = (purpose: PaymentPurpose): boolean => purpose !== 'owed' && purpose !== 'crisis'

export interface PlannedPayment extends Instalment {
  /** Null: the person. */
  readonly payeeId: string | null
  readonly purpose: PaymentPurpose
}

/** What a line is paid by, and what was done of it. */
export interface ToPay {
  readonly schedule: LineSchedule | null
  /** What can be paid yet: what is available, and what is set aside for payments that were planned before. */
  readonly leftPence: Pence
  readonly when: PaidWhen
  /** What the bank was told to pay, and what it paid; `aboveRatePence`: what their days came to beyond what was agreed for them, which is settled with them. */
  readonly gone: readonly (Period & {
    readonly amountPence: Pence
    readonly aboveRatePence?: Pence
    readonly payeeId: string | null
  })[]
  /** Days of payments that failed: what is planned for some of them is for no others, so that each stands instead of one of them. */
  readonly failed?: readonly Period[]
  readonly pauses: readonly LinePause[]
  readonly today: LocalDate
  /** Who gives the line on which days, where a provider is paid for what it gave; days on which nobody does are not paid. */
  readonly given?: readonly Given[]
  /** What the person holds that a decision set off against their payments: it is taken off as if it had been paid, the next ones first. */
  readonly setOffPence?: Pence
  /** Only for days until then, where the line closes with it. */
  readonly upTo?: LocalDate
  /** Whether days come to no more than what is agreed for them, where they would wait for somebody else to agree. */
  readonly atAgreedRates?: boolean
}

/** Who gives a line from a day on, and what was bought of them by itself: it is paid as such, and the days of it come to so much less. */
export interface Given {
  readonly payeeId: string | null
  readonly from: LocalDate
  /** Null: they still do. */
  readonly until: LocalDate | null
  readonly bought: readonly { readonly on: LocalDate; readonly pence: Pence }[]
  /** The most that is agreed with them for a unit of the schedule, on the days on which anything is. */
  readonly rates?: readonly AgreedRate[]
}

/**
 * The payments that are still to make. Where days that were paid for come to more by what is known now, the difference is paid; where they come to less, since
 * the plan was changed, the line paused, or something of them was bought by itself, it is taken off the next ones: what was paid is never asked back by this.
 */
export function plannedPayments({
  schedule,
  leftPence,
  when,
  gone: everPaid,
  failed = [],
  pauses,
  today,
  given = [toThePerson],
  setOffPence = 0,
  upTo,
  atAgreedRates = false,
}: ToPay): PlannedPayment[] {
  const gone = ofSchedule(everPaid, schedule)
  const last = latest(gone)
  if (schedule === null && last !== undefined) return []
  // What is bought once is given once it is there.
  const giverOf = (period: Period) => giverOn(given, schedule?.frequency === 'once' ? period.until : period.from)
  const byDays = schedule !== null && schedule.frequency !== 'once'
  const from = last && !byDays ? daysAfter(last, 1) : (schedule?.from ?? today)
  const isGone = (period: Period) => withoutDoubles(gone).some((paid) => isWithin(period, paid))
  const comesTo = (period: Period): Pence => {
    if (!byDays) return 0
    const { bought = [], rates } = giverOf(period) ?? {}
    const ofPeriod = bought.filter(({ on }) => period.from <= on && on <= period.until)
    const cost = costAtRates(schedule, period, pauses, atAgreedRates ? rates : [])
    return Math.max(0, cost - sumPence(ofPeriod.map(({ pence }) => pence)))
  }
  // Days that wait while later ones were paid are still to pay.
  const cuts = [...given, ...gone, ...failed].flatMap((one) => [
    one.from,
    ...(one.until === null ? [] : [daysAfter(one.until, 1)]),
  ])
  let left = leftPence
  // What one was paid too much is taken off no other.
  const off = new Map<string | null, Pence>()
  const paidBy = Map.groupBy(byDays ? gone : [], (paid) => paid.payeeId)
  if (setOffPence > 0 && !paidBy.has(null)) paidBy.set(null, [])
  const adjustments = [...paidBy].flatMap(([payeeId, paid]) => {
    const had =
      sumPence(paid.map((one) => one.amountPence + (one.aboveRatePence ?? 0))) + (payeeId === null ? setOffPence : 0)
    const difference = sumPence(withoutDoubles(paid).map(comesTo)) - had
    if (difference < 0) off.set(payeeId, -difference)
    const amountPence = Math.min(difference, left)
    const isPaid = given.some((one) => one.payeeId === payeeId)
    const unlike = notPaidAsTheyCome(paid, comesTo)
    const [from, until] = [earliest(unlike), latest(unlike)]
    if (amountPence <= 0 || !isPaid || from === undefined || until === undefined) return []
    left -= amountPence
    return [{ purpose: 'adjustment' as const, payeeId, from, until, dueOn: workingDayFrom(today), amountPence }]
  })
  // What is taken off an instalment is there for those after it.
  const takenOff = sumPence([...off.values()])
  // Days that nobody gives are paid to nobody, and take nothing from those that somebody does.
  const costs = (period: Period) => (isGone(period) || !giverOf(period) ? 0 : comesTo(period))
  const asPlanned = instalmentsOf(schedule, leftPence + takenOff, when, from, today, cuts, costs, upTo).flatMap(
    (instalment) => {
      const giver = giverOf(instalment)
      if (!giver) return []
      const isWhole = schedule === null || byDays || !atAgreedRates
      const amountPence = isWhole ? instalment.amountPence : partAtRates(instalment, schedule, giver.rates)
      return [{ ...instalment, amountPence, payeeId: giver.payeeId }]
    },
  )
  const next = asPlanned.flatMap((instalment): PlannedPayment[] => {
    const owes = off.get(instalment.payeeId) ?? 0
    const less = Math.min(owes, instalment.amountPence)
    off.set(instalment.payeeId, owes - less)
    const amountPence = Math.min(left, instalment.amountPence - less)
    left -= amountPence
    return amountPence > 0 ? [{ purpose: 'instalment', ...instalment, amountPence }] : []
  })
  return [...adjustments, ...next]
}

/** By how much what is paid for some days was less for what is set off. */
export interface LessPaid extends Period {
  readonly amountPence: Pence
}

/**
 * By how much payments are less so far for what is still to be set off, and for nothing else, beyond what was counted before: what the person would be paid by today without it, less what they
 * are paid with it. It is of the first days that less was paid for than they come to.
 */
export function lessForSetOff(
  toPay: Omit<ToPay, 'setOffPence'>,
  counted: readonly LessPaid[],
  leftPence: Pence,
): LessPaid[] {
  const { schedule, today, gone } = toPay
  if (schedule === null || schedule.frequency === 'once') return []
  const toPerson = ({ payeeId }: { readonly payeeId: string | null }) => payeeId === null
  const dueWith = (setOffPence: Pence) =>
    plannedPayments({ ...toPay, setOffPence })
      .filter(toPerson)
      .filter(({ purpose, from }) => purpose === 'adjustment' || from <= today)
  const sumOf = (paid: readonly { readonly amountPence: Pence }[]) =>
    sumPence(paid.map(({ amountPence }) => amountPence))
  const before = lessOn(counted, schedule)
  const withIt = dueWith(before + leftPence)
  let left = Math.min(leftPence, Math.max(0, sumOf(dueWith(before)) - sumOf(withIt)))
  const settled = [...gone.filter(toPerson), ...withIt, ...counted]
  const periods = plannedPayments({ ...toPay, gone: [], leftPence: mostPence }).filter(toPerson)
  const isIn = (period: Period) => (one: Period) => period.from <= one.from && one.from <= period.until
  const reached = periods.filter((period) => period.from <= today || gone.some(isIn(period)))
  return reached.flatMap(({ from, until, amountPence: whole }, at) => {
    const short = Math.max(0, whole - sumOf(settled.filter(isIn({ from, until }))))
    const amountPence = at === reached.length - 1 ? left : Math.min(left, short)
    left -= amountPence
    return amountPence > 0 ? [{ from, until, amountPence }] : []
  })
}

/** What of it is for days of a schedule: what was paid less for days of another one before is settled with those. Without its days it counts for any. */
export const lessOn = (less: readonly LessPaid[], schedule: LineSchedule | null): Pence =>
  sumPence(ofSchedule(less, schedule).map(({ amountPence }) => amountPence))

/**
 * What was paid for days of the schedule: days before it were of another schedule, as of the period before, and are settled. Of a payment for days on both
 * sides of its beginning, the part for those since then.
 */
function ofSchedule<Paid extends LessPaid & { readonly aboveRatePence?: Pence }>(
  gone: readonly Paid[],
  schedule: LineSchedule | null,
): Paid[] {
  if (schedule === null) return [...gone]
  const { from } = schedule
  return gone.flatMap((one) => {
    if (one.until < from) return []
    if (one.from >= from) return [one]
    const aboveRatePence = partFrom({ ...one, amountPence: one.aboveRatePence ?? 0 }, from)
    return [{ ...one, from, amountPence: partFrom(one, from), aboveRatePence }]
  })
}

const isWithin = (period: Period, other: Period): boolean => other.from <= period.from && period.until <= other.until

/** Periods without those that hold another: what was paid more for some days is for days that are there already. */
const withoutDoubles = <P extends Period>(periods: readonly P[]): P[] =>
  periods.filter(
    (one, at) =>
      !periods.some((other, place) => place !== at && isWithin(other, one) && (place < at || !isWithin(one, other))),
  )

/** The periods that come to something else than was paid for them, in one payment or in several: those that an adjustment is for. */
function notPaidAsTheyCome(
  paid: readonly (Period & { readonly amountPence: Pence; readonly aboveRatePence?: Pence })[],
  comesTo: (period: Period) => Pence,
): Period[] {
  const periods = withoutDoubles(paid)
  const had = Map.groupBy(paid, (one) => periods.find((period) => isWithin(one, period)))
  return periods.filter((period) => {
    const amounts = (had.get(period) ?? []).map((one) => one.amountPence + (one.aboveRatePence ?? 0))
    return comesTo(period) !== sumPence(amounts)
  })
}

const earliest = (periods: readonly Period[]): LocalDate | undefined => periods.map(({ from }) => from).sort()[0]
const latest = (periods: readonly Period[]): LocalDate | undefined =>
  periods
    .map(({ until }) => until)
    .sort()
    .at(-1)

/** Who gives a line on a day. */
export const giverOn = (given: readonly Given[], day: LocalDate): Given | undefined =>
  given.find((one) => one.from <= day && (one.until === null || day <= one.until))

/** The last day for which somebody gives a line, where there is one: nobody is paid for what they did not give. */
export function lastGiven(given: readonly Given[], payeeId: string | null): LocalDate | null {
  const days = given.flatMap((one) => (one.payeeId === payeeId ? [one.until] : []))
  return days.includes(null)
    ? null
    : (days
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null)
}

/** What is paid to the person is for all days. */
export const toThePerson: Given = { payeeId: null, from: '0001-01-01', until: null, bought: [] }
