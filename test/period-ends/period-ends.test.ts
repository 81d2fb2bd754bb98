import t from 'tap'
import { takeSurpluses } from '../../src/surplus-recoveries/take-surpluses.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { sayOfMoney } from '../line-moves/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { answer, decide, propose, second } from '../surplus-recoveries/acts.ts'
import { endPeriods, leftOver, nextDaily, nextPlan, periodEnds, yearOver } from './acts.ts'

const service = await startService(t)
const half = { basisPoints: 1_000, mostPence: null } as const
const carryOver = [
  { funder: 'commissioner', ...half },
  { funder: 'local-authority', ...half, mostPence: 2_000 },
] as const
await sayOfMoney(service, 'lambeth-integrated', { periodEnd: { carryOver: [...carryOver], source: 'a test' } })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const of = (amountPence: number) => ({ lines: [{ line: 'daily-support', amountPence }], toldOn: '2027-11-24' })

t.test(
  'a period ends once, after its last day in England; each funder leaves its part, and nothing is taken',
  async (t) => {
    const journey = await agreed(service)
    const before = await statementOf(journey)
    service.clock.set('2027-11-23T23:59:59Z')
    t.equal(await endPeriods(service), 0)
    service.clock.set('2027-11-24T00:00:00Z')
    const entries = await audited(service, async () => {
      t.equal(await endPeriods(service), 1)
      t.equal(await endPeriods(service), 0, 'once')
    })
    const facts = { until: '2027-11-23', unspentPence: 98_000, carriedPence: 6_900, overPence: 91_100 }
    t.match(entries, [{ type: 'budget-period.ended', actor_id: 'system', facts }])
    const line = {
      line: 'daily-support',
      unspentPence: 98_000,
      carriedPence: 6_900,
      overPence: 91_100,
      ringFenced: false,
    }
    t.match(await periodEnds(journey), [{ until: '2027-11-23', lines: [line], overPence: 91_100 }])
    const { asOf: _, ...after } = await statementOf(journey)
    const { asOf: __, ...same } = before
    t.same(after, same, 'nothing has moved')
  },
)

t.test(
  'what is left over is for the commissioner to look at, and what is carried over is not asked back',
  async (t) => {
    const journey = await yearOver(service)
    await endPeriods(service)
    t.match(await leftOver(journey), [{ overPence: 91_100 }])
    t.match(await leftOver(journey, service.as('auditor')), [{ overPence: 91_100 }])
    await refused(t, service, () => journey.careCoordinator.get('/v1/period-ends'), 'permission-missing')
    await refused(t, service, () => propose(journey, of(91_101)), 'request-invalid')
    const { id } = (await propose(journey, of(91_100))).ok
    t.same(await leftOver(journey), [], 'it is looked at')
    await answer(journey.person, id)
    t.equal((await decide(second(journey), id)).status, 201)
    t.match(await statementOf(journey), { availablePence: 98_000, recoveredPence: 0 }, 'and not taken by itself')
  },
)

t.test('nor is it taken where the period ends between the decision and the day on which it is taken', async (t) => {
  const journey = await agreed(service)
  service.clock.set('2027-11-20T09:30:00Z')
  const { id } = (await propose(journey, { ...of(98_000), toldOn: '2027-11-20' })).ok
  await answer(journey.person, id)
  t.equal((await decide(second(journey), id)).status, 201)
  service.clock.set('2027-11-24T09:30:00Z')
  t.equal(await endPeriods(service), 1)
  t.match(await periodEnds(journey), [{ overPence: 91_100 }])
  service.clock.set('2028-03-01T09:30:00Z')
  await takeSurpluses({ database: service.access, now: service.clock.now }, new AbortController().signal)
  t.match(await statementOf(journey), { availablePence: 6_900, recoveredPence: 91_100 })
})

t.test(
  'what the person keeps is beside what is agreed in the next period, paid by those who pay for that',
  async (t) => {
    const journey = await yearOver(service)
    await endPeriods(service)
    await nextPlan(journey, [nextDaily])
    const { lines, sources } = await statementOf(journey)
    t.match(lines, [
      { status: 'closed', movedPence: -6_900, releasedPence: 91_100 },
      { status: 'active', agreedPence: 98_000, carriedPence: 6_900, availablePence: 104_900 },
    ])
    t.equal(
      sources.reduce((sum, { leftPence }) => sum + leftPence, 0),
      104_900,
    )
  },
)

t.test('where a plan of the next period comes before the service has looked, nothing is lost', async (t) => {
  const journey = await yearOver(service)
  await nextPlan(journey, [nextDaily])
  t.match((await statementOf(journey)).lines.at(-1), { carriedPence: 6_900, availablePence: 104_900 })
  t.equal((await periodEnds(journey)).length, 1)
  t.equal(await endPeriods(service), 0, 'the next one has begun')
  service.clock.set('2027-12-02T09:30:00Z')
  await nextPlan(journey, [nextDaily], false)
  t.match(
    (await statementOf(journey)).lines.at(-1),
    { carriedPence: 6_900, availablePence: 104_900 },
    'within a period too',
  )
})

t.test('not in a crisis, nor while an appeal is open: what the person has stays as it is', async (t) => {
  const journey = await agreed(service)
  service.clock.set('2027-11-23T09:30:00Z')
  t.equal((await declare(journey)).status, 201)
  service.clock.set('2027-11-24T09:30:00Z')
  t.equal(await endPeriods(service), 0)
  t.same(await periodEnds(journey), [])
})

t.test('a one-off budget has no next period, and a scheme that says nothing ends none', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  service.clock.set('2028-12-01T09:30:00Z')
  t.same(await periodEnds(journey), [])
  await endPeriods(service)
  t.same(await periodEnds(journey), [])
})
