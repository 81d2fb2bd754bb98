import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Pence, sumPence } from '../../shared/money.ts'
import { costUnpaused } from '../payments/cost-of-days.ts'
import type { LinePause } from '../planning/line-pauses.ts'
import type { LineSchedule } from '../planning/line-schedule.ts'

/** A line by its schedule: what was bought of it, and when it rests. */
export interface ScheduledLine {
  readonly schedule: LineSchedule | null
  /** What was bought of it, beside what crises brought. */
  readonly spentPence: Pence
  readonly pauses: readonly LinePause[]
}

/** What is bought once has no pace, and what is there as it is needed is not behind when nobody needed it: no day asks for either. */
export const isAsked = (schedule: LineSchedule | null): schedule is LineSchedule =>
  schedule !== null && schedule.frequency !== 'once' && schedule.frequency !== 'as-needed'

/**
 * What a schedule still asks for, from today to a day, or to its last: on the days on which the line is not paused, less what was bought ahead of them. Null where
 * it asks for nothing by days. Counted from the day on which the line could be spent first.
 */
export function stillAsked(
  { schedule, spentPence, pauses }: ScheduledLine,
  opened: LocalDate,
  today: LocalDate,
  until: LocalDate | undefined = schedule?.until,
): Pence | null {
  if (!isAsked(schedule) || until === undefined) return null
  const from = schedule.from > opened ? schedule.from : opened
  const asked = costUnpaused(schedule, { from, until: daysAfter(today, -1) }, pauses)
  const toCome = costUnpaused(schedule, { from: today > from ? today : from, until }, pauses)
  return Math.max(0, toCome - Math.max(0, spentPence - asked))
}

/** Where the money of a line is that its schedule is bought with. */
export interface MoneyOnLine {
  readonly committedPence: Pence
  readonly pendingPence: Pence
  readonly heldPence: Pence
  readonly owedPence: Pence
}

/** What of that no payment is planned for yet, none is on its way, and nobody has in hand: it is paid from what is available, so that is no surplus. */
export function scheduledPence(asked: Pence | null, line: MoneyOnLine): Pence | null {
  if (asked === null) return null
  const inHand = Math.max(0, line.heldPence - line.owedPence)
  return Math.max(0, asked - sumPence([line.committedPence, line.pendingPence, inHand]))
}

/** The day on which what is left runs out if it is bought as the schedule says; null where it lasts until its end, or no day asks for it. */
export function runsOutOn(
  line: ScheduledLine,
  leftPence: Pence,
  opened: LocalDate,
  today: LocalDate,
): LocalDate | null {
  const { schedule } = line
  const isOut = (day: LocalDate) => (stillAsked(line, opened, today, day) ?? 0) > leftPence
  if (!isAsked(schedule) || !isOut(schedule.until)) return null
  // What is asked for grows with the days, and nothing is asked for before today.
  let [early, late] = [0, mostDays]
  while (early < late) {
    const middle = Math.floor((early + late) / 2)
    if (isOut(daysAfter(today, middle))) late = middle
    else early = middle + 1
  }
  return daysAfter(today, early)
}
/** No schedule is for longer. */
const mostDays = 2_200

/**
 * What of what somebody holds can be set off against the payments that are to come: no more than they have in hand beside what they laid out themselves and what
 * crises brought, no more than is to be paid, and only as long as what is left pays for all that the schedule still asks for.
 */
export function mayBeSetOff(asked: Pence | null, line: MoneyOnLine & { readonly crisisPence: Pence }): Pence {
  const inHand = line.heldPence - line.owedPence - line.crisisPence
  return asked === null ? 0 : Math.max(0, Math.min(inHand, line.committedPence, beyondNeed(asked, line)))
}

/** By how much what is in hand, on its way and planned is more than the schedule still asks for; below nothing where it is less. */
export const beyondNeed = (asked: Pence, line: MoneyOnLine & { readonly crisisPence: Pence }): Pence =>
  sumPence([line.heldPence, line.pendingPence, line.committedPence]) - line.owedPence - line.crisisPence - asked
