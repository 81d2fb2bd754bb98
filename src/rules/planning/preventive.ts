import { daysBetween, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import type { LineSchedule } from './line-schedule.ts'
import type { PlanLine } from './plan-checks.ts'

/*
 * The guard of support that works (P10: it is withdrawn because needs look lower; Mind, 2013). One question for every road by which a
 * person can come to have less: what of each guarded line would be less than it is. A line is guarded where it is marked preventive, and
 * where the person has come to rely on it.
 */

/** What can be less of a line, whatever the change is called. */
export const reductionKinds = [
  'gone',
  'other-thing',
  'other-need',
  'mark-taken-away',
  'other-deployment',
  'less-money',
  'less-often',
  'starts-later',
  'ends-earlier',
] as const
export type ReductionKind = (typeof reductionKinds)[number]

/** Something of a line that would be less, or other, than it is: what it is now, and what it would be. */
export interface Reduction {
  readonly line: string
  readonly title: string
  readonly what: ReductionKind
  readonly from: string | number | null
  readonly to: string | number | null
}

/** A line as the person has it: as it was opened, what is left of it, and since when they have had it without a gap. */
export interface LineNow extends PlanLine {
  readonly leftPence: Pence
  /** What of that was paid out, or is with the bank: it goes on beside whatever another plan agrees. */
  readonly paidOutPence: Pence
  readonly spentPence: Pence
  readonly since: LocalDate
}

/** The days for which a plan gave a person a line; `until` is null while they have it. */
export interface HeldPeriod {
  readonly key: string
  readonly from: LocalDate
  readonly until: LocalDate | null
}

/** Since when a person has had a line without a gap, from the days for which each plan gave it, the newest first. */
export function heldSince(periods: readonly Omit<HeldPeriod, 'key'>[]): LocalDate {
  let since: LocalDate | undefined
  for (const { from, until } of periods) {
    if (since !== undefined && (until === null || until < since)) break
    since = from
  }
  return since ?? '9999-12-31'
}

export interface GuardContext {
  readonly today: LocalDate
  /** After how many months a person relies on what is paid again and again; null: in this scheme only what is marked is guarded. */
  readonly reliedOnAfterMonths: number | null
}

/** Whether less of a line is a reduction that needs evidence or the person's own wish. What is over by its own dates is not. */
export function isGuarded(line: LineNow, { today, reliedOnAfterMonths }: GuardContext): boolean {
  if (isOver(line, today)) return false
  return line.preventive || (reliedOnAfterMonths !== null && isReliedOn(line, today, reliedOnAfterMonths))
}

/** What is bought again and again, or is being used up, for so many months. What was bought once is the person's already. */
function isReliedOn({ schedule, since, leftPence, spentPence }: LineNow, today: LocalDate, months: number): boolean {
  const goesOn = schedule ? schedule.frequency !== 'once' : spentPence > 0 && leftPence > 0
  return goesOn && monthsAfter(since, months) <= today
}

/** The lines that a road would have to leave as they are, unless it passes the guard. */
export const guardedOf = <L extends LineNow>(lines: readonly L[], context: GuardContext): L[] =>
  lines.filter((line) => isGuarded(line, context))

/** What of each guarded line would be less than the person has. Empty: nothing is taken away. */
export function reductionsOf(
  linesNow: readonly LineNow[],
  linesAfter: readonly PlanLine[],
  context: GuardContext,
): Reduction[] {
  return guardedOf(linesNow, context).flatMap((now) => lessOf(now, linesAfter, context.today))
}

/**
 * What of the other lines would be less: nothing stands in its way, and the person is told of it as of any decision against them. How its money is held is
 * no part of that, nor what is over or used up.
 */
export function lossesOf(
  linesNow: readonly LineNow[],
  linesAfter: readonly PlanLine[],
  context: GuardContext,
): Reduction[] {
  return linesNow
    .filter((now) => !isGuarded(now, context) && now.leftPence > 0 && !isOver(now, context.today))
    .flatMap((now) => lessOf(now, linesAfter, context.today))
    .filter(({ what }) => what !== 'other-deployment')
}

const isOver = ({ schedule }: LineNow, today: LocalDate) => schedule != null && schedule.until < today

/** What would be less of a line than the person has, whether it is guarded or not. */
export function lessOf(now: LineNow, linesAfter: readonly PlanLine[], today: LocalDate): Reduction[] {
  const say: Say = (what, from, to) => ({ line: now.key, title: now.title, what, from, to })
  const after = linesAfter.find(({ key }) => key === now.key)
  if (!after) return [say('gone', now.leftPence, null)]
  return [...identity(now, after, say), ...(now.schedule ? timed(now, after, today, say) : money(now, after, say))]
}

type Say = (what: ReductionKind, from: Reduction['from'], to: Reduction['to']) => Reduction

/** Another thing under the same key is no more of the one that was there. */
function identity(now: LineNow, after: PlanLine, say: Say): Reduction[] {
  const found: Reduction[] = []
  if (now.category !== after.category) found.push(say('other-thing', now.category, after.category))
  else if (folded(now.title) !== folded(after.title)) found.push(say('other-thing', now.title, after.title))
  else if (now.provider && folded(now.provider) !== folded(after.provider ?? ''))
    found.push(say('other-thing', now.provider, after.provider ?? null))
  else if (now.schedule && after.schedule && now.schedule.unit !== after.schedule.unit)
    found.push(say('other-thing', now.schedule.unit, after.schedule.unit))
  if (now.preventive && !after.preventive) found.push(say('mark-taken-away', now.holdsBack, null))
  else if (now.preventive && folded(now.holdsBack ?? '') !== folded(after.holdsBack ?? ''))
    found.push(say('other-need', now.holdsBack, after.holdsBack))
  if (held(now) !== held(after)) found.push(say('other-deployment', now.deployment, after.deployment))
  return found
}

const folded = (text: string) => text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
const held = ({ deployment, instrument, holderId }: PlanLine) => [deployment, instrument, holderId].join(' ')

/** What has no schedule promises an amount, and no less than is left of it may be planned. */
function money(now: LineNow, after: PlanLine, say: Say): Reduction[] {
  // Days that are put on it are days on which it is not there any more.
  if (after.schedule) return [say('ends-earlier', now.leftPence, after.schedule.until)]
  const most = now.leftPence - now.paidOutPence
  return after.amountPence < most ? [say('less-money', most, after.amountPence)] : []
}

/** What has a schedule promises so much, so often, until a day, at a price of which the budget pays a part. */
function timed(now: LineNow, after: PlanLine, today: LocalDate, say: Say): Reduction[] {
  const [had, has] = [now.schedule, after.schedule]
  if (!had) return []
  if (!has) return [say('less-often', had.frequency, null)]
  const found: Reduction[] = []
  const from = had.from > today ? had.from : today
  if (has.from > from) found.push(say('starts-later', from, has.from))
  if (has.until < had.until) found.push(say('ends-earlier', had.until, has.until))
  if (rank[has.frequency] > rank[had.frequency]) found.push(say('less-often', had.frequency, has.frequency))
  else if (unitsLeft(has, from, had.until) < unitsLeft(had, from, had.until) || has.quantity < leastEach(had, has))
    found.push(say('less-often', had.quantity, has.quantity))
  if (has.unitPence < had.unitPence) found.push(say('less-money', had.unitPence, has.unitPence))
  else if (ownShare(after) > ownShare(now)) found.push(say('less-money', now.amountPence, after.amountPence))
  return found
}

/** From the surest to the least sure. What was to come by itself and comes as needed is less. */
const rank: Readonly<Record<LineSchedule['frequency'], number>> = {
  weekly: 0,
  'four-weekly': 1,
  monthly: 2,
  'per-session': 3,
  'as-needed': 4,
  once: 5,
}
const daysOf = { weekly: 7, 'four-weekly': 28, monthly: 365 / 12 } as const

const leastEach = (had: LineSchedule, has: LineSchedule) => (had.frequency === has.frequency ? had.quantity : 0)

/** How many units are still to come from a day until another, so that schedules of another frequency can be compared. */
function unitsLeft({ quantity, frequency, times, ...dates }: LineSchedule, from: LocalDate, until: LocalDate): number {
  if (frequency === 'once') return quantity
  if (frequency === 'weekly' || frequency === 'four-weekly' || frequency === 'monthly')
    return (quantity * (daysBetween(from, until) + 1)) / daysOf[frequency]
  const before = Math.max(0, daysBetween(dates.from, from))
  const all = daysBetween(dates.from, dates.until) + 1
  return quantity * ((times ?? 0) - Math.floor(((times ?? 0) * Math.min(before, all)) / all))
}

/** The part that the person pays with their own money: more of it is less from the budget. */
const ownShare = ({ amountPence, ownPence = 0 }: PlanLine) => ownPence / (amountPence + ownPence)
