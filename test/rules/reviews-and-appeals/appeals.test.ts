import fc from 'fast-check'
import t from 'tap'
import {
  adverseOutcomes,
  appealBy,
  isAdverse,
  isStatutory,
  mayLodge,
  mayReview,
} from '../../../src/rules/reviews-and-appeals/appeals.ts'
import { daysAfter, monthsAfter } from '../../../src/shared/dates.ts'
import { isWorkingDay, workingDaysBetween } from '../../../src/shared/working-days.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'

const refused = (decidedOn: string) => ({ outcome: 'refused', decidedOn })
const lodged = (...args: Parameters<typeof mayLodge>) => {
  const result = mayLodge(...args)
  return 'code' in result ? result.code : result.statutory
}

t.test('an appeal is in time for sixty working days, bank holidays not counted', async (t) => {
  for (const [decidedOn, by, why] of [
    ['2026-11-24', '2027-02-19', 'over Christmas, Boxing Day on the Monday, and New Year'],
    ['2026-12-24', '2027-03-23', 'on Christmas Eve'],
    ['2026-12-25', '2027-03-23', 'on Christmas Day itself: it starts on the next working day'],
    ['2026-12-28', '2027-03-23', 'on the day given for Boxing Day'],
    ['2026-12-29', '2027-03-24', 'on the first working day after it'],
    ['2027-01-25', '2027-04-21', 'over Easter'],
    ['2028-01-03', '2028-03-27', 'over the leap day, from the day given for New Year'],
    ['2028-02-29', '2028-05-26', 'over Easter and May, on the leap day'],
    ['2027-07-03', '2027-09-27', 'on a Saturday'],
  ] as const)
    t.equal(appealBy(merseyside, decidedOn), by, `${decidedOn}: ${why}`)
  const short = aScheme({ appeals: { ...merseyside.appeals, lodgeWithinWorkingDays: 1 } })
  t.equal(appealBy(short, '2026-12-24'), '2026-12-29', 'a scheme with a day of its own')
})

t.test('on the last day no reason is needed; a day later one is, and the last day is told', async (t) => {
  const may = (lateBecause: string | null, today: string) =>
    lodged(merseyside, refused('2026-11-24'), [], lateBecause, today)
  t.equal(may(null, '2026-11-24'), true)
  t.equal(may(null, '2027-02-19'), true)
  t.equal(may(null, '2027-02-20'), 'late-reason-required')
  t.equal(may('I was in hospital.', '2027-02-20'), true)
  t.equal(may('I was in hospital.', '2031-02-20'), true, 'however late')
  t.match(mayLodge(merseyside, refused('2026-11-24'), [], null, '2027-02-22'), {
    detail: 'An appeal was in time until 2027-02-19; a later one says why it is late',
    pointer: '/lateBecause',
  })
})

t.test('what goes against the person, wholly or in part, can be appealed, and nothing else', async (t) => {
  t.same(adverseOutcomes, [
    'declined',
    'returned',
    'refused',
    'agreed-in-part',
    'agreed-with-reduction',
    'reduced',
    'ended',
    'recovered',
    'set-off',
  ])
  for (const outcome of adverseOutcomes) t.equal(isAdverse(outcome), true)
  for (const outcome of ['accepted', 'agreed', 'upheld', 'varied', 'overturned', 'left', ''])
    t.equal(
      lodged(merseyside, { outcome, decidedOn: '2026-11-24' }, [], 'late', '2026-11-24'),
      'decision-not-adverse',
      outcome,
    )
})

t.test(
  'one in six months is statutory: from the same day six months on, or the last day of a shorter month',
  async (t) => {
    for (const [before, last, first] of [
      ['2026-11-24', '2027-05-23', '2027-05-24'],
      ['2026-08-31', '2027-02-27', '2027-02-28'],
      ['2027-08-31', '2028-02-28', '2028-02-29'],
      ['2027-08-29', '2028-02-28', '2028-02-29'],
      ['2028-02-29', '2028-08-28', '2028-08-29'],
      ['2026-12-31', '2027-06-29', '2027-06-30'],
    ] as const) {
      t.equal(isStatutory([before], before), false, `${before}: the same day`)
      t.equal(isStatutory([before], last), false, `${before}: not yet on ${last}`)
      t.equal(isStatutory([before], first), true, `${before}: on ${first}`)
    }
    t.equal(isStatutory([], '2026-11-24'), true, 'the first')
    t.equal(isStatutory(['2025-01-01', '2026-11-01'], '2026-11-24'), false, 'the last one counts, wherever it stands')
    t.equal(isStatutory(['2026-11-01', '2025-01-01'], '2026-11-24'), false)
  },
)

t.test('one that is not statutory is no refusal: it waits to be accepted', async (t) => {
  t.same(
    mayLodge(
      merseyside,
      refused('2026-11-24'),
      [{ id: 'a', on: '2026-11-25', status: 'upheld', own: true }],
      null,
      '2026-12-01',
    ),
    {
      statutory: false,
    },
  )
  t.match(
    mayLodge(
      merseyside,
      refused('2026-11-24'),
      [{ id: 'a', on: '2026-11-25', status: 'overturned', own: true }],
      null,
      '2027-12-01',
    ),
    {
      code: 'decision-not-adverse',
    },
  )
})

t.test('a reviewer took no part in the decision, nor has or had to do with the case', async (t) => {
  const tookPart = new Set(['decider', 'voter'])
  t.equal(mayReview('somebody-else', tookPart), true)
  for (const actor of tookPart) t.equal(mayReview(actor, tookPart), false, actor)
})

const anyDate = fc.integer({ min: 0, max: 5_000 }).map((days) => daysAfter('2024-01-01', days))

t.test('for any decision: the last day is a working day, and has the days of the scheme before it', async () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 1, max: 90 }), (decidedOn, days) => {
      const rules = aScheme({ appeals: { ...merseyside.appeals, lodgeWithinWorkingDays: days } })
      const by = appealBy(rules, decidedOn)
      return isWorkingDay(by) && workingDaysBetween(decidedOn, by) === days
    }),
    { numRuns: 40 },
  )
})

t.test(
  'for any appeals before: statutory just where none is of the last six months, and once statutory always statutory',
  async () => {
    fc.assert(
      fc.property(fc.array(anyDate, { maxLength: 4 }), anyDate, fc.nat(400), (before, today, later) => {
        const statutory = isStatutory(before, today)
        const recent = before.filter((date) => today < monthsAfter(date, 6)).length
        return statutory === (recent === 0) && (!statutory || isStatutory(before, daysAfter(today, later)))
      }),
    )
  },
)
