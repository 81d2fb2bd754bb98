import t from 'tap'
import type { LineProvider, OwnInvoice, OwnPayment, ProvidedLine } from '../../src/line-providers/schemas.ts'
import { payable as directlyPaid, paymentsOf } from '../pay-runs/acts.ts'
import { payable } from '../payees/acts.ts'
import { aProvider, signedAgreement } from '../service-agreements/acts.ts'
import { buy } from '../spending/acts.ts'
import { aMachine, anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officerOf = service.as('provider-officer')
const system = service.as(aMachine(['provider:read'], 'PRV1'))
const otherSystem = service.as(aMachine(['provider:read'], 'BRK1'))
const name = (client: Client, { ids }: Journey, payeeId: string) =>
  client.post<LineProvider>(`/v1/plan-lines/${ids.planLineId}/providers`, { payeeId })
const list = async <Item>(client: Client, path: string) =>
  (await client.get<{ items: Item[] }>(`/v1/${path}?limit=100`)).ok.items
const ofLine = (client: Client, { ids }: Journey) => client.get<ProvidedLine>(`/v1/own-lines/${ids.planLineId}`)

t.test('a provider’s own system sees the lines that it gives, and nothing else', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const provider = await aProvider(service)
  await refused(t, service, () => ofLine(system, journey), 'not-found', 'before it is named')
  await refused(t, service, () => name(journey.person, journey, provider.id), 'permission-missing')
  await refused(t, service, () => name(officerOf, journey, provider.id), 'permission-missing')
  t.match((await name(journey.broker, journey, provider.id)).ok, { payeeId: provider.id, endedAt: null })
  await refused(t, service, () => name(journey.broker, journey, provider.id), 'wrong-state')

  for (const client of [system, officerOf]) {
    const line = (await ofLine(client, journey)).ok
    t.match(line, { id: journey.ids.planLineId, payeeId: provider.id, category: 'equipment', open: true })
    t.notMatch(JSON.stringify(line), /drum|sleep|co-ordination/i, 'nothing that somebody wrote')
    t.notOk(JSON.stringify(line).includes(journey.ids.caseId) || JSON.stringify(line).includes(journey.ids.personId))
    t.ok((await list<ProvidedLine>(client, 'own-lines')).some(({ id }) => id === line.id))
    for (const path of ['', '/statement', '/purchases', '/support-plans', '/timeline', '/needs-assessments'])
      t.not((await client.get(`/v1/cases/${journey.ids.caseId}${path}`)).status, 200, path)
  }
  await refused(t, service, () => ofLine(otherSystem, journey), 'not-found', 'another provider')
  t.same(await list(otherSystem, 'own-lines'), [])
  const elsewhere = service.as(anActor('provider-officer', { sub: 'of-nobody', organisation: 'PRV9' }))
  t.not((await ofLine(elsewhere, journey)).status, 200)
})

t.test('another provider takes its place; it is ended by who works on the case', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const provider = await aProvider(service)
  void (await name(journey.broker, journey, provider.id)).ok
  const other = await payable(journey.broker, { name: 'Elsewhere Support' })
  void (await name(journey.careCoordinator, journey, other.id)).ok
  await refused(t, service, () => ofLine(system, journey), 'not-found')
  const path = `/v1/plan-lines/${journey.ids.planLineId}`
  t.match(await list(journey.person, `plan-lines/${journey.ids.planLineId}/providers`), [
    { payeeId: other.id, endedAt: null },
    { payeeId: provider.id },
  ])
  t.match((await journey.broker.post<LineProvider>(`${path}/provider-ending`)).ok, { payeeId: other.id })
  await refused(t, service, () => journey.broker.post(`${path}/provider-ending`), 'not-found')
})

t.test('it sees what it is paid: what was bought of it, and payments with their reference and state', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const provider = await aProvider(service)
  await signedAgreement(service, provider.id)
  const bought = (await buy(journey, { amountPence: 3_700, payeeId: provider.id, units: 2 })).ok
  const stranger = (await buy(journey, { amountPence: 100 })).ok
  const invoices = await list<OwnInvoice>(system, 'own-invoices')
  t.match(
    invoices.find(({ id }) => id === bought.id),
    { amountPence: 3_700, units: 2, reversedPence: 0, payeeId: provider.id },
  )
  t.notOk(invoices.some(({ id }) => id === stranger.id))
  t.notMatch(JSON.stringify(invoices), /drum|City/i)

  const paid = await directlyPaid(service)
  const [first, second] = await paymentsOf(paid)
  await service.database.sql('update payment set payee_id = $1 where payment_id = $2', [provider.id, first?.id])
  const payments = await list<OwnPayment>(system, 'own-payments')
  t.match(
    payments.find(({ id }) => id === first?.id),
    { reference: first?.reference, state: 'planned', amountPence: first?.amountPence, paidOn: null },
  )
  t.notOk(payments.some(({ id }) => id === second?.id))
  t.same(await list(otherSystem, 'own-payments'), [])
  t.same(await list(otherSystem, 'own-invoices'), [])
})

t.test(
  'what a provider reads of a record that is restricted is nothing, and the person reads that it looked',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const provider = await aProvider(service)
    void (await name(journey.broker, journey, provider.id)).ok
    void (await ofLine(system, journey)).ok
    await service.app.readLog.flush()
    const reads = await list<{ ground: string; operation: string }>(
      journey.person,
      `people/${journey.ids.personId}/reads`,
    )
    t.ok(reads.some(({ ground, operation }) => ground === 'provider' && operation === 'getOwnLine'))
  },
)
