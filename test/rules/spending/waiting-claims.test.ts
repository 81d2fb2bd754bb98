import t from 'tap'
import {
  countedClaims,
  decidesOnClaim,
  lateDays,
  spentInTime,
  within,
} from '../../../src/rules/spending/waiting-claims.ts'
import { presetRules } from '../../support/policy.ts'

const clock = {
  kind: 'plan-decision',
  startedOn: '2028-02-21',
  workingDays: 5,
  pausedWorkingDays: 0,
  pausedOn: null,
  stoppedOn: null,
} as const

t.test('a wait begins on the day after the step was due, over a leap day, and ends when it was done', async (t) => {
  t.same(lateDays(clock, '2028-03-02'), { from: '2028-02-29', until: '2028-03-02' })
  t.same(lateDays({ ...clock, stoppedOn: '2028-02-29' }, '2028-03-02'), { from: '2028-02-29', until: '2028-02-29' })
  t.match(lateDays({ ...clock, stoppedOn: '2028-02-28' }, '2028-03-02'), { code: 'nothing-was-late' }, 'in time')
  t.match(lateDays(clock, '2028-02-28'), { code: 'nothing-was-late' }, 'the day itself is in time')
  t.match(lateDays({ ...clock, pausedOn: '2028-02-23' }, '2028-03-02'), { code: 'nothing-was-late' }, 'it stands still')
  t.match(
    lateDays({ ...clock, kind: 'information-answer' }, '2028-03-02'),
    { code: 'nothing-was-late' },
    'their own time',
  )
})

t.test('both ends of a wait count, and the future never', async (t) => {
  const days = { from: '2026-03-28', until: '2026-03-30' }
  for (const on of ['2026-03-28', '2026-03-29', '2026-03-30']) t.equal(spentInTime(days, on, '2026-04-01'), true, on)
  for (const on of ['2026-03-27', '2026-03-31'])
    t.match(spentInTime(days, on, '2026-04-01'), { code: 'spent-out-of-time' }, on)
  t.match(spentInTime(days, '2026-03-30', '2026-03-29'), { code: 'spent-out-of-time' }, 'tomorrow')
  t.match(within('2026-03-30', '2026-03-29'), { code: 'nothing-was-late' })
})

t.test('what waits counts whole, what is decided by what was agreed', async (t) => {
  const others = [
    { status: 'waiting', amountPence: 300, agreedPence: 100 },
    { status: 'agreed-in-part', amountPence: 500, agreedPence: 20 },
    { status: 'refused', amountPence: 900, agreedPence: null },
  ]
  t.equal(countedClaims(others, 1), 321)
})

t.test(
  'one person decides, who is not of the team, within their limit; else an officer of the commissioner',
  async (t) => {
    const merseyside = await presetRules('merseyside-one-off')
    t.equal(decidesOnClaim(merseyside, 1), 'team-manager', 'never the care coordinator, who may have been waited for')
    t.equal(decidesOnClaim(merseyside, 100_000), 'team-manager')
    t.equal(decidesOnClaim(merseyside, 100_001), null)
    t.equal(decidesOnClaim(await presetRules('section-117'), 1), null, 'a panel of two bodies is no one person')
    t.equal(decidesOnClaim(await presetRules('south-kent-coast'), 1), 'commissioner-lead', 'no limit is not infinite')
  },
)
