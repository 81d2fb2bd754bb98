import { daysBetween, type LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import { workingDayFrom } from './instalments.ts'
import { type Given, giverOn, type PlannedPayment, toThePerson } from './planned.ts'

/** How far a line grows in a crisis: so much a day, from its first day to its last, or to the day on which it stood down. */
export interface Grown extends Period {
  readonly pencePerDay: Pence
}

/**
 * What crises brought a line and is still to pay to whoever has its money in advance: it is there at once, so it is due at once. What was paid for days that
 * were not needed is never asked back by this. Crises that began on one day are paid together.
 */
export function crisisPayments({
  grown,
  gone,
  leftPence,
  today,
  given = [toThePerson],
}: {
  readonly grown: readonly Grown[]
  /** What the bank was told to pay for crises, and what it paid. */
  readonly gone: readonly (Period & { readonly amountPence: Pence })[]
  /** What can be paid yet of what crises brought. */
  readonly leftPence: Pence
  readonly today: LocalDate
  readonly given?: readonly Given[]
}): PlannedPayment[] {
  let left = leftPence
  return [...Map.groupBy(grown, ({ from }) => from)].flatMap(([from, all]) => {
    const cost = sumPence(all.map((one) => one.pencePerDay * (daysBetween(one.from, one.until) + 1)))
    const paid = sumPence(gone.filter((one) => one.from === from).map(({ amountPence }) => amountPence))
    const giver = giverOn(given, from)
    const amountPence = Math.min(left, cost - paid)
    if (!giver || amountPence <= 0) return []
    left -= amountPence
    const until =
      all
        .map((one) => one.until)
        .sort()
        .at(-1) ?? from
    const dueOn = workingDayFrom(today)
    return [{ purpose: 'crisis' as const, payeeId: giver.payeeId, from, until, dueOn, amountPence }]
  })
}

/**
 * Who gives a line, with what was bought of them beside what crises took: in a crisis there is more than the schedule says, and the schedule is paid in full.
 * Gives what of it was bought for crises as well.
 */
export function besideCrises(
  given: readonly Given[] | undefined,
  grown: readonly Grown[],
): { readonly given: readonly Given[] | undefined; readonly boughtPence: Pence } {
  const left = grown.map((one) => one.pencePerDay * (daysBetween(one.from, one.until) + 1))
  let boughtPence = 0
  const besides = given?.map((one) => ({
    ...one,
    bought: one.bought.map(({ on, pence }) => {
      let rest = pence
      for (const [at, { from, until }] of grown.entries()) {
        const taken = from <= on && on <= until ? Math.min(rest, left[at] ?? 0) : 0
        left[at] = (left[at] ?? 0) - taken
        rest -= taken
        boughtPence += taken
      }
      return { on, pence: rest }
    }),
  }))
  return { given: besides, boughtPence }
}
