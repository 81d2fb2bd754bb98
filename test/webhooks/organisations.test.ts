import t from 'tap'
import type { WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t, { now: new Date().toISOString() })
const officer = service.as('commissioner-officer')
const privacy = service.as('privacy-officer')
const receiver = await aReceiver(t)
const { councilId, schemes } = tenants.QYG

/** A system of an organisation, which follows what happens. */
async function system(code: string, organisationId: string): Promise<Client> {
  const clientId = `system-of-${code}`
  const scopes = ['event:read', 'case:read', 'webhook:read', 'webhook:write']
  const client = { clientId, organisationId, name: 'A system', scopes }
  const { id } = (await officer.post<{ id: string }>('/v1/machine-clients', client)).ok
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  return service.as({ ...aMachine(scopes), sub: clientId, client_id: clientId })
}
const another = { code: 'BRK2', name: 'Dee Brokers', kind: 'brokerage-organisation' } as const
const brk2 = (await officer.post<{ id: string }>('/v1/organisations', anOrganisation(another))).ok.id
const ofBrokers = service.as(aMachine(undefined, 'BRK1'))
const ofOthers = await system('brk2', brk2)
const ofCouncil = await system('la1', councilId)
const councilOfficer = service.as('local-authority-officer')

const deliver = async () => {
  await service.seal()
  return doOnce(service, 'webhooks')
}
const fresh = () => receiver.received.splice(0)
const deliveries = async (client: Client, id: string) =>
  (await client.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/deliveries?limit=100`)).ok.items
let addresses = 0
async function webhook(client: Client, types?: readonly string[]): Promise<string> {
  addresses += 1
  return (await register(client, `${receiver.url}/${addresses}`, types)).ok.id
}
const end = async (client: Client, ...ids: readonly string[]) => {
  for (const id of ids) void (await client.post(`/v1/webhooks/${id}/ending`)).ok
}
interface Told {
  readonly id: string
  readonly type: string
  readonly caseId?: string
}
const feed = async (client: Client, caseId: string) =>
  (await client.get<{ items: Told[] }>(`/v1/events?limit=100&caseId=${caseId}`)).ok.items.map(({ id }) => id)
const startOf = async (client: Client) =>
  (await client.get<{ items: { caseId: string }[] }>('/v1/events/start?limit=100')).ok.items.map(({ caseId }) => caseId)

t.test('a brokerage is told what a broker of theirs on the team is, and no other brokerage is', async (t) => {
  const own = await webhook(ofBrokers)
  const theirs = await webhook(ofOthers)
  const { ids, broker } = await journeyTo(service, 'plan-drafted')
  await deliver()
  const told = fresh().map(({ payload }) => payload)
  t.same([...new Set(told.map(({ caseId }) => caseId))], [ids.caseId])
  const ofBroker = await feed(broker, ids.caseId)
  t.ok(ofBroker.length > 5)
  t.same(
    told.map(({ id }) => id),
    ofBroker,
    'all that the broker is told, once, and nothing else',
  )
  t.ok(
    told.some(({ type }) => type === 'support-plan.drafted'),
    'more than whoever coordinates them',
  )
  t.notOk(told.some(({ type }) => /^(needs-assessment|capacity)\./.test(type)))
  t.same(await feed(ofBrokers, ids.caseId), ofBroker, 'their systems follow the same')
  t.ok((await startOf(ofBrokers)).includes(ids.caseId), 'and begin with the case')
  t.same(await deliveries(ofOthers, theirs), [])
  t.same([await feed(ofOthers, ids.caseId), await startOf(ofOthers)], [[], []])
  t.equal((await ofBrokers.get(`/v1/cases/${ids.caseId}`)).status, 404, 'what they are told of they do not read')
  await end(ofBrokers, own)
  await end(ofOthers, theirs)
})

for (const [title, stop] of Object.entries({
  'the consent is withdrawn': (journey) => journey.person.post(`/v1/consents/${journey.ids.consentId}/withdrawal`),
  'the broker left': (journey) =>
    journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members/${journey.ids.memberId}/departure`),
  'the record is restricted': (journey) =>
    privacy.post(`/v1/people/${journey.ids.personId}/restriction`, { reason: 'A relative works there.' }),
} satisfies Record<string, (journey: Awaited<ReturnType<typeof journeyTo>>) => Promise<{ readonly status: number }>>))
  t.test(`a brokerage is told nothing more once ${title}, not even what waited`, async (t) => {
    const id = await webhook(ofBrokers, ['support-plan.drafted', 'support-plan.submitted'])
    const journey = await journeyTo(service, 'plan-drafted')
    receiver.answers(500)
    await deliver()
    t.match(await deliveries(ofBrokers, id), [{ status: 'waiting', lastStatus: 500 }], 'it was for them')
    fresh()
    receiver.answers(204)
    t.ok((await stop(journey)).status < 300)
    service.clock.advance({ minutes: 1 })
    await deliver()
    t.match(await deliveries(ofBrokers, id), [{ status: 'unseen' }])
    t.same(fresh(), [])
    t.same(await feed(ofBrokers, journey.ids.caseId), [])
    t.notOk((await startOf(ofBrokers)).includes(journey.ids.caseId))
    await end(ofBrokers, id)
  })

t.test('a broker of a restricted record is told of it themself, and their organisation is not', async (t) => {
  const id = await webhook(ofBrokers)
  const { ids, broker, person } = await journeyTo(service, 'plan-drafted')
  await privacy.post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works there.' })
  await deliver()
  t.ok((await feed(broker, ids.caseId)).length > 5)
  t.same([await deliveries(ofBrokers, id), fresh()], [[], []])
  void (await privacy.post(`/v1/people/${ids.personId}/restriction/lifting`)).ok
  t.ok((await feed(ofBrokers, ids.caseId)).length > 5, 'until it is lifted')
  void (await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).ok
  await service.seal()
  t.same([await feed(broker, ids.caseId), await feed(ofBrokers, ids.caseId)], [[], []], 'a case that ended is over')
  t.notOk((await startOf(ofBrokers)).includes(ids.caseId))
  await end(ofBrokers, id)
})

t.test(
  'a council is told what its officers see of the schemes that it pays into, for as long as it does',
  async (t) => {
    const list = `/v1/schemes/${schemes['west-sussex-pooled']}/councils`
    const { id: enrolled } = (await officer.post<{ id: string }>(list, { organisationId: councilId })).ok
    const id = await webhook(councilOfficer)
    const pooled = { scheme: 'west-sussex-pooled', wish: { method: 'points' } } as const
    const ours = await journeyTo(service, 'plan-drafted', pooled)
    await journeyTo(service, 'plan-drafted')
    const kept = await journeyTo(service, 'plan-drafted', pooled)
    await privacy.post(`/v1/people/${kept.ids.personId}/restriction`, { reason: 'A relative works there.' })
    await deliver()
    const told = fresh().map(({ payload }) => payload)
    t.same(
      [...new Set(told.map(({ caseId }) => caseId))],
      [ours.ids.caseId],
      'neither another scheme nor a restricted one',
    )
    t.ok(told.some(({ type }) => type === 'indicative-budget.adopted'))
    t.notOk(
      told.some(({ type }) => /^(needs-assessment|capacity)\./.test(type)),
      'no more than its officers may read',
    )
    t.same(
      await feed(ofCouncil, ours.ids.caseId),
      told.map(({ id: event }) => event),
      'its systems follow the same',
    )
    t.same(await startOf(ofCouncil), [ours.ids.caseId], 'and begin with the case')
    t.same(await feed(ofCouncil, kept.ids.caseId), [])
    t.equal((await ofCouncil.get(`/v1/cases/${ours.ids.caseId}`)).status, 404, 'which they do not read')

    receiver.answers(500)
    const later = await journeyTo(service, 'case-opened', pooled)
    await deliver()
    const tried = fresh().map(({ payload }) => payload)
    t.same([...new Set(tried.map(({ caseId }) => caseId))], [later.ids.caseId])
    receiver.answers(204)
    void (await officer.post(`/v1/scheme-councils/${enrolled}/ending`)).ok
    service.clock.advance({ minutes: 1 })
    await deliver()
    t.same(fresh(), [], 'nothing once it pays no longer')
    t.same([await feed(ofCouncil, ours.ids.caseId), await startOf(ofCouncil)], [[], []])
    const refused = (await deliveries(ofCouncil, id)).filter(({ eventId }) => tried.some((one) => one.id === eventId))
    t.match(refused, [{ status: 'unseen' }])
    t.equal((await ofBrokers.get(`/v1/webhooks/${id}`)).status, 404, 'it is the webhook of the council')
    await end(councilOfficer, id)
  },
)
