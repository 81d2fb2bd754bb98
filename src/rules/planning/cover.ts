import { londonDate, londonTime, weekday } from '../../shared/dates.ts'

/** A part of the week that repeats: on these days (1 is Monday), from and to a time in England. `to` up to `from` runs into the next day; `24:00` is midnight. */
export interface Window {
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

/** A gap in the week: from a minute of a day to another, and whether it touches the person's own worst times. */
export interface Gap {
  readonly day: number
  readonly from: string
  readonly to: string
  readonly worstTime: boolean
}

const minutesOfDay = 1_440
const minutesOfWeek = 7 * minutesOfDay

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Each minute of the week, from Monday 00:00, that lies in one of the windows. */
function minutesIn(windows: readonly Window[]): Uint8Array {
  const minutes = new Uint8Array(minutesOfWeek)
  for (const { days, from, to } of windows) {
    const start = minuteOf(from)
    const length = minuteOf(to) > start ? minuteOf(to) - start : minuteOf(to) + minutesOfDay - start
    for (const day of days) {
      const first = (day - 1) * minutesOfDay + start
      for (let minute = first; minute < first + length; minute += 1) minutes[minute % minutesOfWeek] = 1
    }
  }
  return minutes
}

/** The parts of the 168-hour week that no source covers, day by day (P4: "most of my problems occur out of hours"). */
export function coverGaps(
  sources: readonly { readonly windows: readonly Window[] }[],
  worstTimes: readonly Window[],
): Gap[] {
  const covered = minutesIn(sources.flatMap((source) => source.windows))
  const worst = minutesIn(worstTimes)
  const gaps: Gap[] = []
  for (let day = 0; day < 7; day += 1) {
    const end = (day + 1) * minutesOfDay
    for (let minute = day * minutesOfDay; minute < end; minute += 1) {
      if (covered[minute]) continue
      const from = minute
      let worstTime = false
      for (; minute < end && !covered[minute]; minute += 1) worstTime ||= worst[minute] === 1
      gaps.push({ day: day + 1, from: timeOf(from % minutesOfDay), to: timeOf(minute - day * minutesOfDay), worstTime })
    }
  }
  return gaps
}

/** What of some windows lies within others, day by day. */
export function within(windows: readonly Window[], hours: readonly Window[]): Window[] {
  const outside = coverGaps([{ windows }], []).concat(coverGaps([{ windows: hours }], []))
  return coverGaps(
    outside.map(({ day, from, to }) => ({ windows: [{ days: [day], from, to }] })),
    [],
  ).map(({ day, from, to }) => ({ days: [day], from, to }))
}

/** Whether a minute of the worst times that was covered is covered no longer, with what is left of the sources. */
export function losesCover(
  before: readonly { readonly windows: readonly Window[] }[],
  after: readonly { readonly windows: readonly Window[] }[],
  worstTimes: readonly Window[],
): boolean {
  const had = minutesIn(before.flatMap((source) => source.windows))
  const left = minutesIn(after.flatMap((source) => source.windows))
  return minutesIn(worstTimes).some((worst, minute) => worst === 1 && had[minute] === 1 && left[minute] === 0)
}

/** How many minutes of the week lie in some windows and not in others. */
export function minutesLost(before: readonly Window[], after: readonly Window[]): number {
  const left = minutesIn(after)
  return minutesIn(before).reduce((sum, had, minute) => sum + (had === 1 && left[minute] === 0 ? 1 : 0), 0)
}

/** The sources that can be called at a minute: who do I call now? */
export function sourcesAt<S extends { readonly windows: readonly Window[] }>(
  sources: readonly S[],
  day: number,
  time: string,
): S[] {
  const at = ((day - 1) * minutesOfDay + minuteOf(time)) % minutesOfWeek
  return sources.filter((source) => minutesIn(source.windows)[at] === 1)
}

/** The sources that can be called at an instant, by the clock in England. */
export function sourcesNow<S extends { readonly windows: readonly Window[] }>(sources: readonly S[], at: Date): S[] {
  return sourcesAt(sources, weekday(londonDate(at)), londonTime(at))
}
