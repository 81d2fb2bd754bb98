import t from 'tap'
import type { WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { payable as directlyPaid, paymentsOf } from '../pay-runs/acts.ts'
import { payable } from '../payees/acts.ts'
import { aProvider, signedAgreement } from '../service-agreements/acts.ts'
import { buy } from '../spending/acts.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { suggestedNeed } from '../support/health-element.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const privacy = service.as('privacy-officer')
const receiver = await aReceiver(t)
const { practiceId } = tenants.QYG

/** A system of an organisation, which follows what happens. */
async function system(code: string, organisationId: string): Promise<Client> {
  const clientId = `system-of-${code}`
  const scopes = ['event:read', 'webhook:read', 'webhook:write']
  const client = { clientId, organisationId, name: 'A system', scopes }
  const { id } = (await officer.post<{ id: string }>('/v1/machine-clients', client)).ok
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  return service.as({ ...aMachine(scopes), sub: clientId, client_id: clientId })
}
const another = { code: 'PRV2', name: 'Hill Support', kind: 'provider' } as const
const prv2 = (await officer.post<{ id: string }>('/v1/organisations', anOrganisation(another))).ok.id
const ofProvider = service.as(aMachine(undefined, 'PRV1'))
const ofOthers = await system('prv2', prv2)
const ofPractice = await system('g82117', practiceId)

interface Told {
  readonly id: string
  readonly sequence: number
  readonly type: string
  readonly caseId?: string
  readonly happened?: string
  readonly about?: string
  readonly subjectId?: string
}
const feed = async (client: Client, query = '') => {
  await service.seal()
  const all: Told[] = []
  for (let more = true, cursor = ''; more; ) {
    const page = (
      await client.get<{ items: Told[]; nextCursor: string; more: boolean }>(
        `/v1/events?limit=100${query}${cursor && `&cursor=${cursor}`}`,
      )
    ).ok
    all.push(...page.items)
    ;({ more, nextCursor: cursor } = page)
  }
  return all
}
const deliver = async () => {
  await service.seal()
  return doOnce(service, 'webhooks')
}
const fresh = () => receiver.received.splice(0).map(({ payload }) => payload)
let addresses = 0
const webhook = async (client: Client, types?: readonly string[]) => {
  addresses += 1
  return (await register(client, `${receiver.url}/${addresses}`, types)).ok.id
}
const deliveries = async (client: Client, id: string) =>
  (await client.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/deliveries?limit=100`)).ok.items
const firstId = async (client: Client, path: string) =>
  (await client.get<{ items: { id: string }[] }>(`/v1/${path}`)).ok.items[0]?.id

t.test(
  'a provider hears of its lines, its invoices, its payments and its agreements, and of nothing else',
  async (t) => {
    const own = await webhook(ofProvider)
    const theirs = await webhook(ofOthers)
    const journey = await journeyTo(service, 'money-agreed')
    const provider = await aProvider(service)
    const agreement = await signedAgreement(service, provider.id)
    const lines = `/v1/plan-lines/${journey.ids.planLineId}`
    void (await journey.broker.post(`${lines}/providers`, { payeeId: provider.id })).ok
    const bought = (await buy(journey, { amountPence: 3_700, payeeId: provider.id, units: 2 })).ok
    void (await buy(journey, { amountPence: 100 })).ok
    const other = await payable(journey.broker, { name: 'Elsewhere Support' })
    void (await journey.careCoordinator.post(`${lines}/providers`, { payeeId: other.id })).ok

    const paid = await directlyPaid(service)
    const [first, second] = await paymentsOf(paid)
    await service.database.sql('update payment set payee_id = $1 where payment_id = $2', [provider.id, first?.id])
    for (const one of [first, second])
      void (await service.as('finance-officer').post(`/v1/payments/${one?.id}/hold`)).ok

    const heard = await feed(ofProvider)
    t.same(
      heard.map(({ type, happened, about, subjectId }) => [type, happened, about, subjectId]),
      [
        ['event.provided', 'service-agreement.drafted', 'service-agreement', agreement],
        ['event.provided', 'service-agreement.signed', 'service-agreement', agreement],
        ['event.provided', 'service-agreement.signed', 'service-agreement', agreement],
        ['event.provided', 'line-provider.named', 'own-line', journey.ids.planLineId],
        ['event.provided', 'purchase.recorded', 'own-invoice', bought.id],
        ['event.provided', 'line-provider.ended', 'own-line', journey.ids.planLineId],
        ['event.provided', 'payment.held', 'own-payment', first?.id],
      ],
    )
    const text = JSON.stringify(heard)
    for (const id of [journey.ids.caseId, journey.ids.personId, paid.ids.caseId, paid.ids.personId])
      t.notOk(text.includes(id), 'neither whose it is nor on which case')
    t.same(Object.keys(heard[0] ?? {}).toSorted(), [
      ...['about', 'happened', 'happenedAt', 'hash', 'id', 'sequence', 'subjectId', 'type'],
    ])
    t.same(
      (await feed(ofProvider, '&type=payment.held&type=support-plan.drafted')).map(({ subjectId }) => subjectId),
      [first?.id],
      'by the type of what happened',
    )
    t.same(await feed(ofProvider, `&caseId=${journey.ids.caseId}`), [], 'no case tells which is of it')
    const reads = service.as('provider-officer')
    t.equal(await firstId(reads, 'own-invoices'), bought.id)
    t.equal(await firstId(reads, 'own-payments'), first?.id, 'what is named is what it reads')

    await deliver()
    const sent = fresh()
    t.same(
      sent
        .map(({ id, type, sequence, caseId }) => ({ id, type, sequence, caseId }))
        .toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)),
      heard.map(({ id, happened, sequence }) => ({ id, type: happened, sequence, caseId: null })),
      'its webhook is told the same, and no case',
    )
    t.same([await feed(ofOthers), await deliveries(ofOthers, theirs)], [[], []], 'another provider hears nothing')
    for (const [client, id] of [
      [ofProvider, own],
      [ofOthers, theirs],
    ] as const)
      void (await client.post(`/v1/webhooks/${id}/ending`)).ok
  },
)

t.test('a provider hears nothing more of a record that is restricted, not even what waited', async (t) => {
  const id = await webhook(ofProvider, ['line-provider.named'])
  const journey = await journeyTo(service, 'money-agreed')
  const provider = await aProvider(service)
  void (await journey.broker.post(`/v1/plan-lines/${journey.ids.planLineId}/providers`, { payeeId: provider.id })).ok
  const heard = async () =>
    (await feed(ofProvider))
      .filter(({ subjectId }) => subjectId === journey.ids.planLineId)
      .map(({ happened }) => happened)
  receiver.answers(500)
  await deliver()
  t.match(await deliveries(ofProvider, id), [{ status: 'waiting', lastStatus: 500 }], 'it was for them')
  t.same(await heard(), ['line-provider.named'])
  fresh()
  receiver.answers(204)
  const restricted = { reason: 'A relative works there.' }
  t.ok((await privacy.post(`/v1/people/${journey.ids.personId}/restriction`, restricted)).status < 300)
  service.clock.advance({ minutes: 1 })
  await deliver()
  t.match(await deliveries(ofProvider, id), [{ status: 'unseen' }])
  t.same([fresh(), await heard()], [[], []])
  void (await ofProvider.post(`/v1/webhooks/${id}/ending`)).ok
})

t.test(
  'a practice hears of the health need that it is asked to agree, for as long as it is shared, and of nothing else',
  async (t) => {
    const id = await webhook(ofPractice)
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
    await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
    const need = await suggestedNeed(journey)
    void (
      await service
        .as('gp')
        .post(`/v1/health-needs/${need.id}/answer`, { outcome: 'question', words: 'What was tried?' })
    ).ok
    const heard = await feed(ofPractice)
    t.match(
      heard.map(({ type, caseId }) => [type, caseId]),
      [
        ['health-need.suggested', journey.ids.caseId],
        ['health-need.said', journey.ids.caseId],
      ],
    )
    await deliver()
    t.same(
      fresh().map(({ id: event, type, caseId }) => [event, type, caseId]),
      heard.map(({ id: event, type, caseId }) => [event, type, caseId]),
      'its webhook is told the same',
    )
    t.same(await feed(ofOthers), [])
    const { items } = (
      await journey.person.get<{ items: { id: string; organisationId: string }[] }>(
        `/v1/people/${journey.ids.personId}/consents`,
      )
    ).ok
    const consent = items.find(({ organisationId }) => organisationId === practiceId)
    void (await journey.person.post(`/v1/consents/${consent?.id}/withdrawal`)).ok
    t.same(await feed(ofPractice), [], 'nothing once it is not shared')
    void (await ofPractice.post(`/v1/webhooks/${id}/ending`)).ok
  },
)

t.test('a webhook that could hear of nothing is refused, and says so', async (t) => {
  const url = `${receiver.url}/nothing`
  for (const [client, types] of [
    [ofProvider, ['case.opened', 'support-plan.drafted']],
    [ofPractice, ['payment.paid']],
    [service.as(aMachine(undefined, 'BRK1')), ['service-agreement.signed', 'needs-assessment.completed']],
  ] as const)
    await refused(t, service, () => client.post('/v1/webhooks', { url, types }), 'webhook-hears-nothing')
  const id = await webhook(ofProvider, ['case.opened', 'payment.paid'])
  const etag = { ifMatch: '"1"' }
  await refused(
    t,
    service,
    () => ofProvider.patch(`/v1/webhooks/${id}`, { types: ['case.opened'] }, etag),
    'webhook-hears-nothing',
  )
})
