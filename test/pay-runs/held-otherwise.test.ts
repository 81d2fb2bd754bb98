import t from 'tap'
import { withAccount } from '../bank-accounts/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { record, recordByTwo } from '../give-backs/acts.ts'
import { payable } from '../payees/acts.ts'
import { heldByOrganisation, paidProvider } from '../payments/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import {
  advance,
  aPayer,
  payable as directlyPaid,
  draft,
  handOver,
  holdAll,
  payers,
  paymentsOf,
  results,
} from './acts.ts'

const service = await startService(t)
const { providerId } = tenants.QYG
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const
const third = { deployment: 'third-party', instrument: 'broker-held-card', holderId: tenants.QYG.brokerageId } as const

const payerId = await aPayer(drafter)
const provider = await payable(service.as('care-coordinator'), {
  ...{ kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId },
})
/** £100.00 is with the bank, for an organisation that holds the money of the line. */
async function withTheBank() {
  const journey = await heldByOrganisation(service, providerId)
  const run = await handOver(service, '2026-12-01')
  const [first] = await paymentsOf(journey)
  t.match(first, { payeeId: provider.id, state: 'with-the-bank' })
  return { journey, run, first, planLineId: journey.ids.planLineId ?? '' }
}
const choose = async (journey: Journey, line: string, how: object) => {
  service.clock.advance({ minutes: 5 })
  const path = `/v1/cases/${journey.ids.caseId}/line-holdings`
  const chosen = (await journey.person.post<{ tookEffectAt: string | null }>(path, { line, ...how })).ok
  if (chosen.tookEffectAt === null) void (await agreeOn(journey)).ok
}
const say = async (runId: string, reference = '') => {
  void (await results(service, drafter, runId, [`${reference},paid,${service.clock.today()},`])).ok
  await advance(service)
}

t.test(
  'what an organisation was paid to hold is held, however the line is held when the bank answers, and comes back from it',
  async (t) => {
    const { journey, run, first, planLineId } = await withTheBank()
    await choose(journey, 'gym', notional)
    await say(run.id, first?.reference)
    t.match(await statementOf(journey), { heldPence: 10_000, spentPence: 0, pendingPence: 0 })
    const by = { givenBy: 'holder', amountPence: 10_000 }
    await refused(t, service, () => record(journey, planLineId, { ...by, givenBy: 'person' }), 'request-invalid')
    t.equal((await recordByTwo(journey, planLineId, by)).status, 201)
    t.match(await statementOf(journey), { heldPence: 0, returnedPence: 10_000 })
  },
)

t.test('before the file is made, what is held in another way since leaves the run and is planned anew', async (t) => {
  const { journey, run } = await withTheBank()
  await choose(journey, 'gym', notional)
  t.match(await statementOf(journey), { pendingPence: 10_000 })
  await drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })
  t.match(await statementOf(journey), { pendingPence: 0, committedPence: 0, availablePence: 30_000 })
  t.same(await paymentsOf(journey), [], 'nobody is paid who holds it no more')
})

t.test(
  'what a provider is paid for its days is spent, also where an organisation holds the money of the line by then',
  async (t) => {
    const { journey, provider: giver } = await paidProvider(service)
    await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
    await withAccount(service, giver.id, { name: 'Riverside Support', accountNumber: '33334444' })
    void (await directlyPaid(service))
    service.clock.set('2027-01-05T09:30:00Z')
    const run = await handOver(service, '2027-01-05', { payOn: '2027-01-29' })
    const [first] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    await choose(journey, 'support', third)
    t.equal((await drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })).status, 200)
    await say(run.id, first?.reference)
    t.match((await statementOf(journey)).lines, [
      { deployment: 'third-party', spentPence: 11_290, owedPence: 1_290, heldPence: 0 },
    ])
  },
)

t.test(
  'what a provider gave until the money is held in another way is owed to it, and nobody is paid its days again',
  async (t) => {
    const { journey, provider: giver } = await paidProvider(service)
    service.clock.set('2026-12-15T09:30:00Z')
    const how = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null }
    await choose(journey, 'support', how)
    t.same(
      (await paymentsOf(journey))
        .toSorted((one, other) => (one.from < other.from ? -1 : 1))
        .map(({ payeeId, purpose, from, until, amountPence }) => [...[payeeId, purpose, from, until, amountPence]]),
      [
        [giver.id, 'owed', '2026-12-01', '2026-12-14', 4_516],
        [null, 'instalment', '2026-12-15', '2026-12-31', 5_484],
        [null, 'instalment', '2027-01-01', '2027-01-31', 10_000],
        [null, 'instalment', '2027-02-01', '2027-02-28', 10_000],
      ],
    )
    t.match((await statementOf(journey)).lines, [{ owedPence: 4_516, committedPence: 25_484 }])
  },
)

t.test(
  'what it gave is paid to it under the agreement that there was, also once an organisation holds the money',
  async (t) => {
    await holdAll(service)
    const { journey, provider: giver } = await paidProvider(service)
    await withAccount(service, giver.id, { name: 'Riverside Support', accountNumber: '33334444' })
    service.clock.set('2026-12-15T09:30:00Z')
    await choose(journey, 'support', third)
    t.match((await draft(drafter, '2026-12-16')).ok, { payments: 1, totalPence: 4_516 })
    const planLineId = journey.ids.planLineId ?? ''
    const late = { planLineId, payeeId: giver.id, boughtOn: '2026-12-10', amountPence: 2_000, units: 1 }
    t.match((await buy(journey, { ...late, instrument: 'invoice' })).problem, { errors: [{ pointer: '/boughtOn' }] })
  },
)

t.test('what was handed over for days to come is for who holds the money on them: no file has it yet', async (t) => {
  await holdAll(service)
  const { journey, provider: giver } = await paidProvider(service)
  await withAccount(service, giver.id, { name: 'Riverside Support', accountNumber: '33334444' })
  service.clock.set('2026-12-15T09:30:00Z')
  const run = await handOver(service, '2027-01-04')
  t.match(run, { payments: 1, totalPence: 10_000 })
  await choose(journey, 'support', { deployment: 'direct-payment', instrument: 'bank-account', holderId: null })
  t.equal((await drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })).status, 409)
  const days = (await paymentsOf(journey)).map(
    ({ payeeId, from, until }) => `${from} ${until} ${payeeId ?? 'the person'}`,
  )
  t.same(days.sort().slice(0, 2), [`2026-12-01 2026-12-14 ${giver.id}`, '2026-12-15 2026-12-31 the person'])
})
