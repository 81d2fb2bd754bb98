import t from 'tap'
import { theCouncil } from '../payees/acts.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { balances, buy, fileReceipt, reverse } from './acts.ts'

const service = await startService(t)
t.before(() => theCouncil(service))
const ways = {
  'direct-payment': { deployment: 'direct-payment', instrument: 'bank-account', holderId: null },
  notional: { deployment: 'notional', instrument: 'invoice', holderId: null },
} as const

/** A plan of £300.00 that is held in this way, under the scheme that offers them all, with an advocate on the case. */
async function agreedAs(way: keyof typeof ways) {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  await change(journey, { lines: [aPlanLine({ amountPence: 30_000, ...ways[way] })] })
  const advocate = { actorId: 'the-advocate', caseRole: 'advocate', name: 'Quillon Advocate', organisationId: null }
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members`, advocate)
  await journey.on('plan-agreed')
  const { instrument } = ways[way]
  return {
    journey,
    pay: (client = journey.broker, amountPence = 9_999) => buy(journey, { client, amountPence, instrument }),
  }
}

t.test('a direct payment is spent by the person, or by whoever acts for them, who keep its papers too', async (t) => {
  const { journey, pay } = await agreedAs('direct-payment')
  for (const client of [journey.broker, journey.careCoordinator, service.as('machine')])
    await refused(t, service, () => pay(client), 'case-role-required', client.actor?.sub)
  for (const client of [service.as('advocate'), journey.teamManager, journey.officer])
    await refused(t, service, () => pay(client), 'permission-missing', client.actor?.sub)
  const stranger = service.as(anActor('person', { sub: 'another-person' }))
  await refused(t, service, () => pay(stranger), 'not-found', 'another person')

  const entries = await audited(service, () => pay(journey.person))
  t.match(
    entries.filter(({ type }) => type === 'purchase.recorded'),
    [{ actor_id: journey.person.actor?.sub }],
  )
  const second = await pay(journey.representative)
  t.equal(second.status, 201)
  t.same((await balances(journey)).whole, [30_000, 19_998, 19_998, 10_002])

  for (const client of [journey.broker, journey.careCoordinator]) {
    await refused(
      t,
      service,
      () => fileReceipt(journey, second.ok.id, {}, client),
      'case-role-required',
      client.actor?.sub,
    )
    await refused(t, service, () => reverse(journey, second.ok.id, client), 'case-role-required', client.actor?.sub)
  }
  t.equal((await fileReceipt(journey, second.ok.id, {}, journey.person)).status, 201)
  t.equal((await reverse(journey, second.ok.id, journey.person)).status, 201)
  t.same((await balances(journey)).whole, [30_000, 9_999, 9_999, 20_001])
})

t.test('whoever may spend is bound by the line all the same', async (t) => {
  const { journey, pay } = await agreedAs('direct-payment')
  await refused(t, service, () => pay(journey.person, 30_001), 'line-overspent')
  await refused(
    t,
    service,
    () => buy(journey, { client: journey.person }),
    'deployment-mismatch',
    'paid in another way',
  )
})

t.test('where no money changes hands, the care coordinator or the broker applies it, and not the person', async (t) => {
  const { journey, pay } = await agreedAs('notional')
  for (const client of [journey.person, journey.representative, service.as('machine')])
    await refused(t, service, () => pay(client), 'case-role-required', client.actor?.sub)
  t.equal((await pay(journey.broker)).status, 201)
  const second = await pay(journey.careCoordinator)
  t.equal(second.status, 201)
  await refused(t, service, () => fileReceipt(journey, second.ok.id, {}, journey.person), 'case-role-required')
  t.equal((await fileReceipt(journey, second.ok.id, {}, journey.broker)).status, 201)
  t.same((await balances(journey)).whole, [30_000, 19_998, 9_999, 10_002])
})
