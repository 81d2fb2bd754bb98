import { daysAfter, daysBetween, type LocalDate } from '../../shared/dates.ts'
import { type Pence, proportion } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import { costUnpaused } from '../payments/cost-of-days.ts'
import { isPaused, type LinePause } from '../planning/line-pauses.ts'
import type { LineSchedule } from '../planning/line-schedule.ts'
import { isAsked, type MoneyOnLine, runsOutOn, scheduledPence, stillAsked } from './scheduled.ts'

/*
 * How fast a line is spent, and whether somebody should ask. Money that is not spent is no fault of the person: most often the support could not be
 * found, or somebody was ill. So each of these is a question, and takes nothing away. No source gives the figures: they are set here.
 */

/** The pace is that of the last eight weeks: long enough that a fortnight away does not decide it, short enough to follow a change. */
export const paceDays = 56
/** Nothing bought for six weeks is asked about: after a four-weekly payment was missed, and before a quarter is lost. */
export const quietDays = 42
/** A quarter less than the schedule asks for is asked about, once it has run for four weeks. */
const behind = { numerator: 3, denominator: 4, days: 28 }
/** Four years of 48 months, one of them a leap year. */
const daysOfFourYears = 1_461
/** Further ahead than ten years nothing is said. */
const mostDaysAhead = 3_653

export const outlookQuestions = ['used-up-early', 'under-spent', 'quiet'] as const
export type OutlookQuestion = (typeof outlookQuestions)[number]

/** What a line was meant to do, and what was bought from it. */
export interface SpentLine {
  readonly schedule: LineSchedule | null
  readonly agreedPence: Pence
  readonly spentPence: Pence
  /** What was neither bought nor taken back, wherever it is until then. */
  readonly leftPence: Pence
  /** What was bought in the days of the pace, and on which day the last of it all was; null where nothing was. */
  readonly recentPence: Pence
  readonly lastBoughtOn: LocalDate | null
  /** When it rests at the person's wish, or while they are in hospital. */
  readonly pauses: readonly LinePause[]
  /** Where its money is, and what crises brought it. */
  readonly money: MoneyOnLine & { readonly crisisPence: Pence }
}

export interface LineOutlook {
  readonly perWeekPence: Pence
  /** The same over a month of a twelfth of a year. */
  readonly perMonthPence: Pence
  /**
   * The day on which nothing is left, at this pace or by its schedule, whichever comes sooner, ten years ahead at the most; null where it is not being spent and
   * lasts as long as its schedule.
   */
  readonly usedUpOn: LocalDate | null
  readonly usedUpBy: 'pace' | 'schedule' | null
  readonly meantUntil: LocalDate
  /** What the schedule asked for by today, on the days on which the line was not paused; null where there is none. */
  readonly expectedPence: Pence | null
  /** What its schedule still asks for, and what of that no payment is planned for and nobody has in hand; null where no day asks for it. */
  readonly askedPence: Pence | null
  readonly scheduledPence: Pence | null
  readonly quietDays: number
  readonly questions: readonly OutlookQuestion[]
}

/** Where the spending of a line leads, counted from the day on which it could be spent first. */
export function outlookOf(line: SpentLine, opened: LocalDate, period: Period, today: LocalDate): LineOutlook {
  const { schedule } = line
  const from = schedule && schedule.from > opened ? schedule.from : opened
  const meantUntil = schedule?.until ?? period.until
  const days = Math.max(1, Math.min(paceDays, daysBetween(opened, today) + 1))
  const perWeekPence = proportion(line.recentPence, 7, days)
  const perMonthPence = proportion(line.recentPence, daysOfFourYears, 48 * days)
  const lasts = Math.min(mostDaysAhead, Math.floor((line.leftPence * days) / line.recentPence))
  const atPace = line.recentPence > 0 ? daysAfter(today, lasts) : null
  const bought = { ...line, spentPence: Math.max(0, line.spentPence - line.money.crisisPence) }
  const bySchedule = runsOutOn(bought, line.leftPence, opened, today)
  const isSooner = bySchedule !== null && (atPace === null || bySchedule < atPace)
  const usedUpOn = isSooner ? bySchedule : atPace
  const usedUpBy = usedUpOn === null ? null : isSooner ? 'schedule' : 'pace'
  const askedPence = stillAsked(bought, opened, today)
  const asked = schedule && costUnpaused(schedule, { from, until: today }, line.pauses)
  const expectedPence = asked === null ? null : Math.min(asked, line.agreedPence)
  const last = line.lastBoughtOn !== null && line.lastBoughtOn > from ? line.lastBoughtOn : from
  const quiet = Math.max(0, daysBetween(last, today))
  const rests = line.pauses.some((pause) => isPaused(pause, today))
  const open = !rests && today <= meantUntil && line.leftPence > 0
  const runs = isAsked(schedule) && open
  const questions: OutlookQuestion[] = []
  if (line.leftPence > 0 && usedUpOn !== null && isAsked(schedule) && usedUpOn < meantUntil)
    questions.push('used-up-early')
  if (runs && expectedPence !== null && isBehind(line.spentPence, expectedPence, daysBetween(from, today)))
    questions.push('under-spent')
  if ((runs || (open && isOnce(schedule) && line.spentPence === 0)) && quiet >= quietDays) questions.push('quiet')
  return {
    ...{ perWeekPence, perMonthPence, usedUpOn, usedUpBy, meantUntil, expectedPence },
    ...{ askedPence, scheduledPence: scheduledPence(askedPence, line.money) },
    ...{ quietDays: quiet, questions },
  }
}

/** It is bought once, and asked about while it was not bought at all. */
const isOnce = (schedule: LineSchedule | null): boolean => schedule === null || schedule.frequency === 'once'

const isBehind = (spent: Pence, expected: Pence, days: number): boolean =>
  days >= behind.days && spent * behind.denominator < expected * behind.numerator

/** So long after an answer, or after it was over, the same is not asked of a line again: what was said holds for a while. */
const restDays = 56
/** A line is looked at once a week. */
export const lookDays = 7
/** The team has ten working days to ask. No source gives the figure: it is that of a question of the person. */
export const questionWorkingDays = 10

/** What is asked of a line, of all that could be: that nothing is bought tells more than that less is. */
export const askedOf = (questions: readonly OutlookQuestion[]): OutlookQuestion | undefined =>
  (['quiet', 'under-spent', 'used-up-early'] as const).find((code) => questions.includes(code))

/** Whether it is time to ask about a line again. */
export const isRested = (closedOn: LocalDate | null, today: LocalDate): boolean =>
  closedOn === null || daysBetween(closedOn, today) >= restDays

/** Since when it is so: the day after which nothing was bought; else the day on which it was seen. */
export const askedSince = (code: OutlookQuestion, quiet: number, today: LocalDate): LocalDate =>
  code === 'quiet' ? daysAfter(today, -quiet) : today
