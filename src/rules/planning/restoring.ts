import { daysAfter, daysBetween, type LocalDate } from '../../shared/dates.ts'
import { type Pence, proportion } from '../../shared/money.ts'
import type { Period } from '../budgets/period.ts'
import type { CrisisContingency } from './crisis-contingency.ts'
import { costOf, type LineSchedule } from './line-schedule.ts'
import { amountOver, type PlanLine } from './plan-checks.ts'
import { type LineNow, lessOf } from './preventive.ts'

/*
 * What is given back when an appeal is won against a decision that has taken something away already: each line as it was, from the day on which that is
 * decided. What the budget would have paid for meanwhile is worked out and told; it is no debt of the person, and nothing that is paid back unasked.
 */

/** A line as it was before it was taken, or some of it: with what it had left then, and how its money was held. */
export interface TakenLine extends LineNow {
  readonly planLineId: string
  /** The days of the plan that it was in. */
  readonly period: Period
  /** The first day without it. */
  readonly lostFrom: LocalDate
}

/** How much of a line there is from today; and what moved to it since from other lines, and is there beside that. */
type FromToday = Pick<PlanLine, 'amountPence' | 'ownPence' | 'schedule'> & { readonly movedPence: Pence }

/** What became of a line since it was taken: what was used of what was agreed for it, and what moved to it, less what moved from it. */
export interface SinceTaken {
  readonly usedPence: Pence
  readonly movedPence: Pence
}

/** What is given back of one line. Without `from` there is nothing more to have of it: its days are over, or it was all spent. */
export interface GivenBack {
  readonly planLineId: string
  readonly key: string
  readonly title: string
  readonly from: FromToday | null
  readonly lostFrom: LocalDate
  readonly restoredPence: Pence
  readonly lostPence: Pence
}

/** The lines that a plan took away, or some of them: not those of which the person said that they want less, unless that is all. */
export function takenBy<L extends LineNow & Pick<TakenLine, 'lostFrom'>>(
  before: readonly L[],
  after: { readonly lines: readonly PlanLine[]; readonly reductions?: readonly { line: string; because: string }[] },
): L[] {
  const wished = new Set(after.reductions?.flatMap(({ line, because }) => (because === 'person-wishes' ? [line] : [])))
  const less = before.filter((line) => isLess(line, after.lines, line.lostFrom))
  const taken = less.filter(({ key }) => !wished.has(key))
  return taken.length > 0 ? taken : less
}

/** How the money of an ordinary line is held is the person's to choose: another way is not less of it. */
const isLess = (line: LineNow, after: readonly PlanLine[], today: LocalDate): boolean =>
  line.leftPence > 0 && lessOf(line, after, today).some(({ what }) => line.preventive || what !== 'other-deployment')

/**
 * What is given back of a line today, beside the lines that the person has now: those with days as they were agreed, for their days say what is left of them; the others with what is left.
 * Undefined: they have no less of it.
 */
export function givenBack(
  taken: TakenLine,
  has: readonly PlanLine[],
  since: SinceTaken,
  today: LocalDate,
): GivenBack | undefined {
  const { planLineId, key, title, lostFrom } = taken
  const from = fromToday(taken, since, today)
  // What a part of it costs the person is compared as it was agreed: rounded for the rest of the days, it can be a penny less.
  const now = from && { ...taken, schedule: from.schedule ?? null, leftPence: from.amountPence + from.movedPence }
  if (now && !isLess(now, has, today)) return undefined
  const lostPence = lostBetween(
    taken,
    has.find((line) => line.key === key),
    daysAfter(today, -1),
  )
  return { planLineId, key, title, from, lostFrom, restoredPence: from?.amountPence ?? 0, lostPence }
}

function fromToday(
  { schedule, ownPence = 0, leftPence }: TakenLine,
  { usedPence, movedPence }: SinceTaken,
  today: LocalDate,
): FromToday | null {
  const mostPence = leftPence + movedPence - usedPence
  const rest = schedule && scheduleFrom(schedule, today)
  if (mostPence <= 0 || (schedule && !rest)) return null
  const own = schedule && rest ? proportion(ownPence, costOf(rest), Math.max(1, costOf(schedule))) : 0
  const amountPence = Math.min(rest ? costOf(rest) - own : leftPence, leftPence, mostPence)
  if (amountPence <= 0) return null
  const beside = { amountPence, movedPence: Math.max(0, Math.min(movedPence, mostPence - amountPence)) }
  return rest ? { ...beside, schedule: rest, ...(ownPence > 0 ? { ownPence: own } : {}) } : beside
}

/** The rest of a schedule. */
function scheduleFrom(schedule: LineSchedule, today: LocalDate): LineSchedule | null {
  if (schedule.from >= today) return schedule
  if (schedule.until < today) return null
  if (schedule.frequency === 'once') return null
  if (schedule.times === null) return { ...schedule, from: today }
  const all = daysBetween(schedule.from, schedule.until) + 1
  const times = schedule.times - Math.floor((schedule.times * daysBetween(schedule.from, today)) / all)
  return times > 0 ? { ...schedule, from: today, times } : null
}

/** What a line would have taken of the budget on the days without it, less what there was of it. What has no days of its own is there to be had still. */
function lostBetween({ period, lostFrom, ...line }: TakenLine, has: PlanLine | undefined, until: LocalDate): Pence {
  if (!line.schedule) return 0
  const over = { from: lostFrom, until }
  const had = has?.schedule ? amountOver(has, period, over) : 0
  return Math.max(0, amountOver(line, period, over) - had)
}

/** What is to happen in a crisis, with the cover that the lines gave that are there again. */
export function withCoverOf(
  now: CrisisContingency | null,
  before: CrisisContingency | null,
  keys: readonly string[],
): CrisisContingency | null {
  if (!now || !before) return now
  const again = before.cover.filter(({ line }) => line !== null && keys.includes(line))
  return { ...now, cover: [...now.cover.filter(({ line }) => line === null || !keys.includes(line)), ...again] }
}
