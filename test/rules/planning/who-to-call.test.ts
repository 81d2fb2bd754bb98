import fc from 'fast-check'
import t from 'tap'
import { sourcesAt } from '../../../src/rules/planning/cover.ts'
import { whoToCall } from '../../../src/rules/planning/who-to-call.ts'
import { londonDate, londonTime, weekday } from '../../../src/shared/dates.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const line = { name: 'Crisis line', contact: '111', windows: [{ days: everyDay, from: '22:00', to: '01:30' }] }
const at = (instant: string) => whoToCall([line], new Date(instant))

t.test('until when, and from when, by the clock in England', async (t) => {
  t.same(at('2026-12-01T23:00:00Z').call, [{ name: 'Crisis line', contact: '111', until: '2026-12-02T01:30:00.000Z' }])
  t.same(at('2026-07-01T21:00:00Z').call[0]?.until, '2026-07-02T00:30:00.000Z', 'an hour earlier in UTC in summer')
  t.same(at('2026-12-01T12:00:00Z'), { call: [], nextFrom: '2026-12-01T22:00:00.000Z' })
  t.same(whoToCall([], new Date('2026-12-01T12:00:00Z')), { call: [], nextFrom: null })
  const always = { ...line, windows: [{ days: everyDay, from: '00:00', to: '24:00' }] }
  t.equal(whoToCall([always], new Date('2026-12-01T12:00:00Z')).call[0]?.until, null)
})

t.test('in the night in which the clock goes back the hour between one and two is there twice', async (t) => {
  // 25 October 2026: 01:30 in summer time, then 01:00 again at 01:00 UTC.
  t.equal(at('2026-10-25T00:15:00Z').call[0]?.until, '2026-10-25T00:30:00.000Z')
  t.same(at('2026-10-25T00:45:00Z'), { call: [], nextFrom: '2026-10-25T01:00:00.000Z' })
  t.equal(at('2026-10-25T01:15:00Z').call[0]?.until, '2026-10-25T01:30:00.000Z')
  // 28 March 2027: 01:00 is 02:00 at once.
  t.equal(at('2027-03-28T00:45:00Z').call[0]?.until, '2027-03-28T01:00:00.000Z')
})

t.test(
  'for any windows and each quarter of an hour of both weeks in which the clock changes: what is told is so',
  async () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
      return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    })
    const window = fc.record({ days: fc.subarray(everyDay, { minLength: 1 }), from: time, to: time })
    const quarter = 15 * 60_000
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('2026-10-19T00:00:00Z', '2027-03-22T00:00:00Z'),
        fc.integer({ min: 0, max: 7 * 96 - 1 }),
        (windows, week, index) => {
          const source = { ...line, windows }
          const now = new Date(new Date(week).getTime() + index * quarter)
          const covers = (instant: Date) =>
            sourcesAt([source], weekday(londonDate(instant)), londonTime(instant)).length > 0
          const { call, nextFrom } = whoToCall([source], now)
          const turn = covers(now) ? call[0]?.until : nextFrom
          if (call.length > 0 !== covers(now)) return false
          for (let next = 1; next <= 7 * 96 + 4; next += 1) {
            const instant = new Date(now.getTime() + next * quarter)
            if (covers(instant) !== covers(now)) return turn === instant.toISOString()
          }
          return turn === null
        },
      ),
      { numRuns: 60 },
    )
  },
)
