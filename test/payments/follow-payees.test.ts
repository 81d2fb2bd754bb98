import pg from 'pg'
import t from 'tap'
import { advance, draft, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { decidePayee, payable, reopen } from '../payees/acts.ts'
import { statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { heldByOrganisation, paidProvider, statesOf } from './acts.ts'

const service = await startService(t)
const { brokerageId, providerId } = tenants.QYG
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const officer = service.as('commissioner-officer')
const { drafter } = payers(service)
const holder = (more: object = {}) =>
  payable(service.as('care-coordinator'), {
    ...{ kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId },
    ...more,
  })
const follow = () => doOnce(service, 'payees')
const end = async (id: string) => void (await officer.post(`/v1/payees/${id}/ending`)).ok
const withdraw = async ({ person, ids }: Journey) =>
  void (await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).ok
const planned = [
  ['2026-12-01', 10_000, 'planned'],
  ['2026-12-31', 10_000, 'planned'],
  ['2027-02-01', 10_000, 'planned'],
]

t.test(
  'who holds the money and is registered after the agreement is signed is paid, and again once opened',
  async (t) => {
    const [journey, other] = [
      await heldByOrganisation(service, providerId),
      await heldByOrganisation(service, providerId),
    ]
    await follow()
    t.same(await statesOf(journey), [])
    const payee = await holder()
    t.same(await statesOf(journey), [], 'it follows')
    t.equal(await follow(), 2)
    for (const one of [journey, other]) t.same(await statesOf(one), planned)
    t.equal((await paymentsOf(journey))[0]?.payeeId, payee.id)
    t.equal(await follow(), 0, 'once')

    await end(payee.id)
    t.equal(await follow(), 2)
    t.same(await statesOf(journey), [], 'who was ended is paid no more')
    await reopen(service, payee.id)
    t.equal(await follow(), 2)
    t.same(await statesOf(journey), planned)

    const double = await holder({ name: 'Riverside Support North' })
    await follow()
    t.same(await statesOf(journey), [], 'nobody knows which of the two is paid')
    await end(double.id)
    await follow()
    t.same(await statesOf(other), planned, 'the other is')
    for (const one of [journey, other]) await withdraw(one)
    await end(payee.id)
    await follow()
  },
)

t.test('a case that somebody else holds is tried again, and what has ended is left', async (t) => {
  const [journey, ended] = [
    await heldByOrganisation(service, providerId),
    await heldByOrganisation(service, providerId),
  ]
  await withdraw(ended)
  const payee = await holder()
  const client = new pg.Client({ connectionString: service.database.ownerUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select from budget_case where case_id = $1 for update', [journey.ids.caseId])
  t.equal(await follow(), 0)
  await client.query('rollback')
  await client.end()
  t.equal(await follow(), 1)
  t.same(await statesOf(journey), planned)
  t.same(await statesOf(ended), [])
  await end(payee.id)
  await follow()
})

t.test('a broker that pays itself is paid once somebody has decided it', async (t) => {
  const journey = await heldByOrganisation(service, brokerageId)
  const payee = await payable(
    service.as('care-coordinator'),
    { kind: 'broker-organisation', name: 'Community Brokers', organisationId: brokerageId },
    ['insurance'],
  )
  await follow()
  t.same(await statesOf(journey), [])
  void (await decidePayee(journey.officer, journey, payee.id)).ok
  t.same(await statesOf(journey), planned)
})

t.test(
  'a provider that is ended is paid for what it gave by that day, and planned again once it is opened',
  async (t) => {
    const { journey, provider } = await paidProvider(service)
    await follow()
    const all = await statesOf(journey)
    t.equal(all.length, 3)
    service.clock.set('2026-12-15T09:30:00Z')
    await end(provider.id)
    await follow()
    t.same(await statesOf(journey), [['2026-12-16', 4_839, 'planned']])
    void (await draft(drafter, '2026-12-16', { payOn: '2027-01-05' })).ok
    t.same(await statesOf(journey), [['2026-12-16', 4_839, 'in-run']])
    await reopen(service, provider.id)
    await follow()
    t.equal(
      (await paymentsOf(journey)).reduce((sum, { amountPence }) => sum + amountPence, 0),
      30_000,
    )
  },
)

for (const first of ['fails', 'is ended'] as const)
  t.test(`what the bank could not pay is cut to what a provider gave, also where it first ${first}`, async (t) => {
    const { journey, provider } = await paidProvider(service)
    await follow()
    service.clock.set('2026-12-15T09:30:00Z')
    const run = await handOver(service, '2027-01-04')
    const [told] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    const fail = async () => {
      void (await results(service, drafter, run.id, [`${told?.reference},failed,,No such account`])).ok
      await advance(service)
    }
    const steps = { fails: fail, 'is ended': () => end(provider.id).then(() => follow()) }
    for (const step of [first, first === 'fails' ? 'is ended' : 'fails'] as const) await steps[step]()
    const waits = async () =>
      (await paymentsOf(journey))
        .filter(({ state }) => state !== 'failed')
        .map(({ purpose, from, until, amountPence, holdReason }) => [purpose, from, until, amountPence, holdReason])
    t.same(await waits(), [['again', '2026-12-01', '2026-12-15', 4_839, 'failed-before']])
    t.match(await statementOf(journey), { committedPence: 4_839, availablePence: 25_161 })
    await reopen(service, provider.id)
    await follow()
    const sum = (await waits()).reduce((all, [, , , pence]) => all + Number(pence), 0)
    t.equal(sum, 30_000, 'once it is open again the rest is planned')
  })
