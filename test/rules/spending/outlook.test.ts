import t from 'tap'
import type { LineSchedule } from '../../../src/rules/planning/line-schedule.ts'
import { askedOf, isRested, outlookOf, type SpentLine } from '../../../src/rules/spending/outlook.ts'

const period = { from: '2026-01-01', until: '2026-12-31' }
const weekly: LineSchedule = {
  quantity: 1,
  unit: 'hour',
  unitPence: 1_000,
  frequency: 'weekly',
  times: null,
  from: '2026-01-01',
  until: '2026-12-31',
}
const line = (more: Partial<SpentLine> = {}): SpentLine => ({
  schedule: weekly,
  agreedPence: 52_143,
  spentPence: 0,
  leftPence: 52_143,
  recentPence: 0,
  lastBoughtOn: null,
  pauses: [],
  money: { committedPence: 0, pendingPence: 0, heldPence: 0, owedPence: 0, crisisPence: 0 },
  ...more,
})

t.test('the pace is that of the last eight weeks, or of the days since the line was opened', async (t) => {
  const eight = outlookOf(line({ recentPence: 8_000, leftPence: 4_000 }), '2026-01-01', period, '2026-06-30')
  t.match(eight, { perWeekPence: 1_000, usedUpOn: '2026-07-28' })
  const two = outlookOf(line({ recentPence: 2_000, leftPence: 4_000 }), '2026-01-01', period, '2026-01-14')
  t.match(two, { perWeekPence: 1_000, usedUpOn: '2026-02-11' })
  const first = outlookOf(line({ recentPence: 100 }), '2026-01-01', period, '2026-01-01')
  t.match(first, { perWeekPence: 700 }, 'on its first day')
})

t.test('nothing bought is no pace, and a penny in eight weeks lasts no longer than can be said', async (t) => {
  t.equal(outlookOf(line(), '2026-01-01', period, '2026-06-30').usedUpOn, null)
  const slow = line({ recentPence: 1, leftPence: 99_999_999_999 })
  t.equal(outlookOf(slow, '2026-01-01', period, '2026-06-30').usedUpOn, '2036-06-30')
})

t.test('a line that is used up before it should be is asked about, on the day itself not', async (t) => {
  const ends = (leftPence: number) =>
    outlookOf(
      line({ recentPence: 8_000, leftPence, spentPence: 30_000, lastBoughtOn: '2026-06-29' }),
      '2026-01-01',
      period,
      '2026-06-30',
    )
  t.match(ends(26_285), { usedUpOn: '2026-12-30', questions: ['used-up-early'] })
  t.match(ends(26_286), { usedUpOn: '2026-12-31', questions: [] })
})

t.test('a quarter less than the schedule asks for is asked about, from the fourth week on', async (t) => {
  const asked = (spentPence: number, today: string) =>
    outlookOf(line({ spentPence, lastBoughtOn: today }), '2026-01-01', period, today).questions
  // 28 days asked for £40.00 by 28 January, 29 days for £41.43 by 29 January.
  t.same(asked(0, '2026-01-28'), [])
  t.same(asked(3_107, '2026-01-29'), ['under-spent'])
  t.same(asked(3_108, '2026-01-29'), [])
})

t.test('six quiet weeks are asked about: 41 days are not', async (t) => {
  const quiet = (more: Partial<SpentLine>, today: string) =>
    outlookOf(line({ spentPence: 52_000, ...more }), '2026-01-01', period, today)
  t.match(quiet({ lastBoughtOn: '2026-03-01' }, '2026-04-11'), { quietDays: 41, questions: [] })
  t.match(quiet({ lastBoughtOn: '2026-03-01' }, '2026-04-12'), { quietDays: 42, questions: ['quiet'] })
  t.match(quiet({}, '2026-02-12'), { quietDays: 42, questions: ['quiet'] }, 'since it could be spent')
  t.match(
    quiet({ pauses: [{ from: '2026-04-12', until: null, resumedOn: null }] }, '2026-04-12'),
    { questions: [] },
    'a line that rests is not quiet',
  )
  t.match(quiet({ leftPence: 0 }, '2026-04-12'), { questions: [] }, 'nothing is left to buy with')
  t.match(quiet({ lastBoughtOn: '2026-03-01' }, '2027-01-01'), { questions: [] }, 'its days are over')
})

t.test('what is bought once is quiet while it was not bought at all; as it is needed is never', async (t) => {
  const on = (schedule: LineSchedule | null, more: Partial<SpentLine> = {}, today = '2026-02-12') =>
    outlookOf(line({ schedule, ...more }), '2026-01-01', period, today).questions
  for (const schedule of [null, { ...weekly, frequency: 'once' as const }]) {
    t.same(on(schedule), ['quiet'])
    t.same(on(schedule, {}, '2026-02-11'), [], '41 days')
    t.same(on(schedule, { spentPence: 1, lastBoughtOn: '2026-01-02' }), [], 'it was bought')
    t.same(on(schedule, { pauses: [{ from: '2026-01-01', until: null, resumedOn: null }] }), [])
    t.same(on(schedule, {}, '2027-01-01'), [], 'its days are over')
  }
  t.same(on({ ...weekly, frequency: 'as-needed', times: 9 }, {}, '2026-06-30'), [])
})

t.test('a month is a twelfth of a year', async (t) => {
  t.match(outlookOf(line({ recentPence: 5_600 }), '2026-01-01', period, '2026-06-30'), { perMonthPence: 3_044 })
  t.match(outlookOf(line({ recentPence: 5_600 }), '2028-01-01', period, '2028-02-29'), { perMonthPence: 3_044 })
})

t.test('one question a line: that nothing is bought comes first; and none again for eight weeks', async (t) => {
  t.equal(askedOf(['used-up-early', 'under-spent', 'quiet']), 'quiet')
  t.equal(askedOf(['used-up-early', 'under-spent']), 'under-spent')
  t.equal(askedOf([]), undefined)
  t.same(
    [null, '2026-01-02', '2026-01-01'].map((closedOn) => isRested(closedOn, '2026-02-26')),
    [true, false, true],
  )
})

t.test('a schedule that begins later asks for nothing before', async (t) => {
  const later = line({ schedule: { ...weekly, from: '2026-06-01' } })
  t.match(outlookOf(later, '2026-01-01', period, '2026-05-31'), { expectedPence: 0, quietDays: 0, questions: [] })
})

t.test('the schedule asks for nothing on days on which a line rested, and goes on when it began again', async (t) => {
  const rested = { from: '2026-01-08', until: null, resumedOn: '2026-01-15' }
  const on = (day: string, pauses: SpentLine['pauses']) =>
    outlookOf(line({ pauses }), '2026-01-01', period, day).expectedPence
  t.equal(on('2026-01-07', []), 1_000)
  t.equal(on('2026-01-14', []), 2_000)
  t.equal(on('2026-01-14', [rested]), 1_000)
  t.equal(on('2026-01-21', [rested]), 2_000, 'a week less than without the pause')
  t.equal(on('2026-01-21', [{ ...rested, resumedOn: null }]), 1_000, 'until the person says so')
})
