import fc from 'fast-check'
import t from 'tap'
import { coverGaps, type Gap, sourcesAt, type Window } from '../../../src/rules/planning/cover.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const source = (...windows: Window[]) => ({ windows })
const window = (days: readonly number[], from: string, to: string): Window => ({ days, from, to })
const always = source(window(everyDay, '00:00', '24:00'))
const minutesOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
const asText = ({ day, from, to, worstTime }: Gap) => `${day} ${from}-${to}${worstTime ? ' worst' : ''}`
const gaps = (sources: Parameters<typeof coverGaps>[0], worst: Window[] = []) => coverGaps(sources, worst).map(asText)

t.test('P4: a week that nobody covers is one gap a day, 168 hours in all', async (t) => {
  t.same(
    gaps([]),
    everyDay.map((day) => `${day} 00:00-24:00`),
  )
})

t.test('a source at every hour leaves no gap, however it is written', async (t) => {
  for (const [from, to] of [
    ['00:00', '24:00'],
    ['00:00', '00:00'],
    ['09:00', '09:00'],
    ['23:59', '23:59'],
  ] as const)
    t.same(gaps([source(window(everyDay, from, to))]), [], `${from} to ${to}`)
})

t.test('what is covered by day leaves the evening and the night, named day by day', async (t) => {
  const duty = source(window([1, 2, 3, 4, 5], '09:00', '17:00'), window([6, 7], '00:00', '24:00'))
  t.same(
    gaps([duty]),
    [1, 2, 3, 4, 5].flatMap((day) => [`${day} 00:00-09:00`, `${day} 17:00-24:00`]),
  )
})

t.test('a window over midnight belongs to the day it begins on', async (t) => {
  const night = source(window([2], '22:00', '06:00'))
  t.same(gaps([night]).slice(0, 4), ['1 00:00-24:00', '2 00:00-22:00', '3 06:00-24:00', '4 00:00-24:00'])
})

t.test('a night that begins on Sunday ends on Monday', async (t) => {
  t.same(gaps([source(window([7], '22:00', '06:00'))]), [
    '1 06:00-24:00',
    ...[2, 3, 4, 5, 6].map((day) => `${day} 00:00-24:00`),
    '7 00:00-22:00',
  ])
})

t.test('24:00 is the end of a day and covers nothing of the next', async (t) => {
  t.same(gaps([source(window([1], '20:00', '24:00'))]).slice(0, 2), ['1 00:00-20:00', '2 00:00-24:00'])
  t.same(gaps([source(window([1], '20:00', '00:00'))]).slice(0, 2), ['1 00:00-20:00', '2 00:00-24:00'])
  t.same(gaps([source(window([7], '20:00', '24:00'))]).slice(0, 1), ['1 00:00-24:00'])
})

t.test('sources together: where they meet there is no gap, and a minute between them is one', async (t) => {
  const rest = window([2, 3, 4, 5, 6, 7], '00:00', '24:00')
  const until = (to: string) => source(window([1], '00:00', to), rest)
  t.same(gaps([until('12:00'), source(window([1], '12:00', '24:00'))]), [])
  t.same(gaps([until('12:00'), source(window([1], '12:01', '24:00'))]), ['1 12:00-12:01'])
  t.same(gaps([until('12:00'), source(window([1], '11:00', '24:00'))]), [], 'they may overlap')
})

t.test('P4: a gap says whether it touches the person’s own worst times', async (t) => {
  const days = source(window(everyDay, '08:00', '22:00'))
  const worst = [window([5], '23:00', '02:00')]
  t.same(
    gaps([days], worst).filter((gap) => gap.endsWith('worst')),
    ['5 22:00-24:00 worst', '6 00:00-08:00 worst'],
  )
  t.same(
    gaps([days], [window([5], '08:00', '22:00')]).filter((gap) => gap.endsWith('worst')),
    [],
    'covered worst times',
  )
  t.same(gaps([always], [window(everyDay, '00:00', '24:00')]), [])
  t.same(
    gaps([days], [window([5], '21:59', '22:01')]).filter((gap) => gap.endsWith('worst')),
    ['5 22:00-24:00 worst'],
    'one minute is enough',
  )
})

t.test('who do I call at this minute: a window holds its first minute and not its last', async (t) => {
  const night = { name: 'night', ...source(window([7], '22:00', '06:00')) }
  const line = { name: 'line', ...always }
  const names = (day: number, time: string) => sourcesAt([night, line], day, time).map(({ name }) => name)
  t.same(names(7, '21:59'), ['line'])
  t.same(names(7, '22:00'), ['night', 'line'])
  t.same(names(1, '00:00'), ['night', 'line'])
  t.same(names(1, '05:59'), ['night', 'line'])
  t.same(names(1, '06:00'), ['line'])
  t.same(sourcesAt([night], 7, '24:00'), [night], 'Sunday at 24:00 is Monday at 00:00')
})

const minute = fc.integer({ min: 0, max: 1_439 })
const asTime = (of: number) => `${String(Math.trunc(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
const anyWindow = fc.record({
  days: fc.subarray(everyDay, { minLength: 1 }),
  from: minute.map(asTime),
  to: fc.oneof(minute.map(asTime), fc.constant('24:00')),
})
const anySources = fc.array(fc.record({ windows: fc.array(anyWindow, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 4,
})

/** Written from the meaning of a window, not from the code under test. */
function holds({ days, from, to }: Window, at: number): boolean {
  const length = (minutesOf(to) - minutesOf(from) + 1_440) % 1_440 || 1_440
  return days.some((day) => (at - (day - 1) * 1_440 - minutesOf(from) + 10_080) % 10_080 < length)
}

t.test('for any sources: each minute of the 10,080 is covered or lies in one gap, and in one only', async () => {
  fc.assert(
    fc.property(anySources, fc.array(anyWindow, { maxLength: 2 }), (sources, worst) => {
      const inGap = new Map<number, Gap>()
      for (const gap of coverGaps(sources, worst)) {
        if (minutesOf(gap.from) >= minutesOf(gap.to)) return false
        for (let at = minutesOf(gap.from); at < minutesOf(gap.to); at += 1) {
          const minuteOfWeek = (gap.day - 1) * 1_440 + at
          if (inGap.has(minuteOfWeek)) return false
          inGap.set(minuteOfWeek, gap)
        }
      }
      const worstGaps = new Set<Gap>()
      for (let at = 0; at < 10_080; at += 1) {
        const covered = sources.some(({ windows }) => windows.some((one) => holds(one, at)))
        const gap = inGap.get(at)
        if (covered === (gap !== undefined)) return false
        if (gap && worst.some((one) => holds(one, at))) worstGaps.add(gap)
      }
      return [...new Set(inGap.values())].every((gap) => gap.worstTime === worstGaps.has(gap))
    }),
    { numRuns: 40 },
  )
})

t.test('for any sources and minute: there is somebody to call just where there is no gap', async () => {
  fc.assert(
    fc.property(anySources, fc.constantFrom(...everyDay), minute, (sources, day, at) => {
      const gap = coverGaps(sources, []).some(
        (one) => one.day === day && minutesOf(one.from) <= at && at < minutesOf(one.to),
      )
      return gap === (sourcesAt(sources, day, asTime(at)).length === 0)
    }),
    { numRuns: 40 },
  )
})
