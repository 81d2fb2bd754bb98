import { Webhook as Standard } from 'standardwebhooks'
import t from 'tap'
import type { Webhook, WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

// The time is today's: whoever verifies a signature holds its time against their own clock.
const service = await startService(t, { now: new Date().toISOString() })
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const manager = service.as('team-manager')
const officer = service.as('commissioner-officer')
const receiver = await aReceiver(t)
const deliver = async () => {
  await service.seal()
  return doOnce(service, 'webhooks')
}
const deliveries = async (id: string, which = 'deliveries', client = ofTrust) =>
  (await client.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/${which}`)).ok.items
let addresses = 0
const anew = (url: string, types?: readonly string[]) => {
  addresses += 1
  return register(ofTrust, `${url}/${addresses}`, types)
}
const fresh = () => receiver.received.splice(0)

t.test(
  'a system registers where it is told, is told its secret once, and is told what happens on its cases',
  async (t) => {
    const { headers, ok } = await register(ofTrust, receiver.url)
    const { secret, ...webhook } = ok
    t.match(secret, /^whsec_/)
    t.equal(headers.get('location'), `/v1/webhooks/${webhook.id}`)
    const read = await ofTrust.get<Webhook>(`/v1/webhooks/${webhook.id}`)
    t.same(read.ok, webhook)
    t.match((await manager.get<{ items: Webhook[] }>('/v1/webhooks')).ok.items, [webhook], 'its people see it')
    const [kept] = await service.database.sql<{ row: string }>('select webhook_secret::text as row from webhook_secret')
    t.notMatch(kept?.row, secret.slice(6, 20), 'it is kept sealed')

    const journey = await journeyTo(service, 'team-complete')
    await deliver()
    const told = fresh()
    t.ok(told.length > 3)
    t.same([...new Set(told.map(({ payload }) => payload.caseId))], [journey.ids.caseId])
    const sequences = told.map(({ payload }) => payload.sequence ?? 0)
    t.same(
      sequences,
      [...sequences].sort((one, other) => one - other),
      'in their order',
    )
    const feed = (
      await ofTrust.get<{ items: { id: string; type: string; sequence: number }[] }>('/v1/events?limit=100')
    ).ok
    t.same(
      told.map(({ payload: { id, type, sequence } }) => ({ id, type, sequence })),
      feed.items.map(({ id, type, sequence }) => ({ id, type, sequence })),
      'all that the feed tells',
    )
    for (const { headers, body, payload } of told) {
      t.ok(new Standard(secret).verify(body, headers))
      t.same(Object.keys(payload), ['id', 'type', 'sequence', 'caseId', 'happenedAt'], 'and nothing else')
    }
    t.throws(() => new Standard(secret).verify(`${told[0]?.body} `, told[0]?.headers ?? {}), 'a change shows')
    t.match(
      await deliveries(webhook.id),
      told.map(() => ({ status: 'delivered', attempts: 1, lastStatus: 204 })),
    )
    t.equal(await deliver(), 0, 'and each once')
    await ofTrust.post(`/v1/webhooks/${webhook.id}/ending`)
  },
)

t.test('only of the types that are asked for, and nothing of a case that the organisation may not see', async (t) => {
  const { id } = (await anew(receiver.url, ['case.opened'])).ok
  const own = (await register(officer, `${receiver.url}/own`, ['case.opened'])).ok
  const brokers = (await register(service.as('brokerage-coordinator'), `${receiver.url}/brokers`)).ok
  const { ids } = await journeyTo(service, 'case-opened')
  await service
    .as('privacy-officer')
    .post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works there.' })
  await deliver()
  t.same(await deliveries(id), [], 'restricted when it was chosen')
  t.same(
    fresh().map(({ payload }) => [payload.type, payload.caseId]),
    [],
    'nor is the commissioner told by a webhook, which anybody there can register, what its officers may not read',
  )
  const { ids: open } = await journeyTo(service, 'team-complete')
  receiver.answers(({ payload }) => (payload.type === 'case.opened' ? 500 : 204))
  await deliver()
  t.equal((await deliveries(id))[0]?.status, 'waiting')
  const toBrokers = await deliveries(brokers.id, 'deliveries', service.as('brokerage-coordinator'))
  t.ok(toBrokers.length > 0, 'a brokerage is told what its coordinators see, of who shares with it')
  await service.as('privacy-officer').post(`/v1/people/${open.personId}/restriction`, { reason: 'Another relative.' })
  receiver.answers(204)
  service.clock.advance({ minutes: 1 })
  await deliver()
  t.match(await deliveries(id), [{ status: 'unseen', lastStatus: null }], 'at the time of delivery it is looked again')
  t.notOk(fresh().some(({ headers }) => headers['webhook-id'] === id))
  for (const [client, webhook] of [
    [ofTrust, id],
    [officer, own.id],
    [service.as('brokerage-coordinator'), brokers.id],
  ] as const)
    t.equal((await client.post(`/v1/webhooks/${webhook}/ending`)).status, 200)
})

t.test('a later event of a case waits for the one before, and those of other cases do not', async (t) => {
  const { id } = (await anew(receiver.url)).ok
  const [first, second] = [await journeyTo(service, 'team-complete'), await journeyTo(service, 'team-complete')]
  receiver.answers(({ payload }) => (payload.caseId === first.ids.caseId ? 503 : 204))
  await deliver()
  const told = fresh()
  t.equal(told.filter(({ payload }) => payload.caseId === first.ids.caseId).length, 1, 'one try, and none behind it')
  t.ok(told.filter(({ payload }) => payload.caseId === second.ids.caseId).length > 1)
  receiver.answers(204)
  t.equal(await deliver(), 0, 'not at once')
  service.clock.advance({ seconds: 15 })
  await deliver()
  const after = fresh()
  t.equal(
    after[0]?.headers['webhook-id'],
    told.find(({ payload }) => payload.caseId === first.ids.caseId)?.headers['webhook-id'],
  )
  t.ok(after.length > 1)
  await ofTrust.post(`/v1/webhooks/${id}/ending`)
})

t.test('tried for three days with growing waits, then dead; switched off and said so; replayed', async (t) => {
  const { id } = (await anew(receiver.url, ['case.opened'])).ok
  const { ids } = await journeyTo(service, 'case-opened')
  receiver.answers(500)
  await deliver()
  const waits: number[] = []
  for (let n = 0; n < 40; n += 1) {
    const [waiting] = await deliveries(id)
    if (waiting?.dueAt == null) break
    waits.push(Date.parse(waiting.dueAt) - service.clock.now().getTime())
    service.clock.set(waiting.dueAt)
    await deliver()
  }
  t.ok(waits.length > 15 && waits.length < 35, `${waits.length} tries`)
  t.ok((waits[0] ?? 0) >= 8_000 && (waits[0] ?? 0) <= 12_000)
  t.ok(Math.max(...waits) <= 6 * 3_600_000 * 1.2)
  t.ok(waits.slice(1, 6).every((wait, at) => wait > (waits[at] ?? 0)))
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  t.equal(total, 3 * 86_400_000, 'the last try is as the three days end')
  const dead = await deliveries(id, 'dead-deliveries')
  t.match(dead, [{ status: 'dead', lastStatus: 500, dueAt: null }])
  t.match((await ofTrust.get<Webhook>(`/v1/webhooks/${id}`)).ok, { status: 'only-failed', endedAt: null })
  t.same(
    await service.database.sql('select subject_id from audit_entry where type = $1', ['webhook.switched-off']),
    [{ subject_id: id }],
    'and it is in the chain',
  )
  fresh()

  // What happens while it is off is not lost.
  const meanwhile = await journeyTo(service, 'case-opened')
  t.equal(await deliver(), 0)
  receiver.answers(204)
  const etag = (await ofTrust.get(`/v1/webhooks/${id}`)).etag
  t.match((await ofTrust.patch<Webhook>(`/v1/webhooks/${id}`, { status: 'on' }, { ifMatch: etag })).ok, {
    status: 'on',
    failingSince: null,
  })
  await deliver()
  t.same(
    fresh().map(({ payload }) => payload.caseId),
    [meanwhile.ids.caseId],
  )
  const replay = { deliveryIds: dead.map((one) => one.id) }
  t.same((await ofTrust.post(`/v1/webhooks/${id}/replays`, replay)).ok, { replayed: 1 })
  t.same((await ofTrust.post(`/v1/webhooks/${id}/replays`, { deliveryIds: null })).ok, { replayed: 0 })
  await deliver()
  const [again] = fresh()
  t.equal(again?.payload.caseId, ids.caseId)
  t.equal(again?.headers['webhook-id'], dead[0]?.id, 'under the identifier that it had')
  await ofTrust.post(`/v1/webhooks/${id}/ending`)
})

t.test('410 ends a webhook, and what waited is dead', async (t) => {
  const { id } = (await anew(receiver.url)).ok
  await journeyTo(service, 'case-opened')
  receiver.answers(410)
  await deliver()
  t.match((await ofTrust.get<Webhook>(`/v1/webhooks/${id}`)).ok, { status: 'gone' })
  t.ok((await deliveries(id)).every(({ status }) => status === 'dead'))
  receiver.answers(204)
  fresh()
  t.equal(await deliver(), 0)
  await refused(t, service, () => ofTrust.post(`/v1/webhooks/${id}/replays`, { deliveryIds: null }), 'wrong-state')
  await refused(t, service, () => ofTrust.post(`/v1/webhooks/${id}/test-events`), 'wrong-state')
})

t.test(
  'a test event arrives; after a rotation both secrets verify for a day, and then the new one alone',
  async (t) => {
    const { id, secret: old } = (await anew(receiver.url)).ok
    const { secret } = (await ofTrust.post<{ secret: string; oldUntil: string }>(`/v1/webhooks/${id}/secrets`)).ok
    t.not(secret, old)
    const rotate = async () => (await ofTrust.post<{ secret: string }>(`/v1/webhooks/${id}/secrets`)).ok.secret
    const test = async () => {
      t.equal((await ofTrust.post(`/v1/webhooks/${id}/test-events`)).status, 201)
      await deliver()
      const [one] = fresh()
      if (!one) throw new Error('nothing was sent')
      return one
    }
    const during = await test()
    t.match(during.payload, { type: 'webhook.test', sequence: null, caseId: null })
    const secondsOf = (one: string) => Number(one) * 1_000
    t.equal(
      secondsOf(during.headers['webhook-timestamp'] ?? ''),
      Math.floor(service.clock.now().getTime() / 1000) * 1000,
    )
    const verifies = (secret: string, { body, headers }: typeof during) => {
      const signer = new Standard(secret)
      const at = new Date(secondsOf(headers['webhook-timestamp'] ?? ''))
      return (headers['webhook-signature'] ?? '')
        .split(' ')
        .includes(signer.sign(headers['webhook-id'] ?? '', at, body))
    }
    t.ok(verifies(old, during) && verifies(secret, during))
    service.clock.advance({ hours: 25 })
    const after = await test()
    t.ok(!verifies(old, after) && verifies(secret, after))
    const [second, third] = [await rotate(), await rotate()]
    const twice = await test()
    for (const one of [secret, second, third])
      t.ok(verifies(one, twice), 'a rotation soon after another ends none early')
    service.clock.advance({ hours: 25 })
    const left = await test()
    t.same(
      [secret, second, third].map((one) => verifies(one, left)),
      [false, false, true],
    )
    for (let made = 1; made < 10; made += 1) await rotate()
    await refused(t, service, () => ofTrust.post(`/v1/webhooks/${id}/secrets`), 'wrong-state')
    await ofTrust.post(`/v1/webhooks/${id}/ending`)
  },
)

t.test('redirects are not followed', async (t) => {
  const { id } = (await anew(receiver.url)).ok
  const other = await aReceiver(t)
  receiver.location = other.url
  receiver.answers(307)
  await ofTrust.post(`/v1/webhooks/${id}/test-events`)
  await deliver()
  t.match(await deliveries(id), [{ status: 'waiting', lastStatus: 307 }])
  t.same(other.received, [])
  receiver.location = undefined
  receiver.answers(204)
  await ofTrust.post(`/v1/webhooks/${id}/ending`)
})

t.test('a webhook is of its organisation alone, one an address, and changed by whoever read it', async (t) => {
  const { id } = (await register(ofTrust, `${receiver.url}/one`)).ok
  await refused(t, service, () => register(manager, `${receiver.url}/one`), 'webhook-taken')
  const strangers = [
    officer,
    service.as('brokerage-coordinator'),
    service.as(inTenant('QOP', anActor('team-manager'))),
    service.as('machine'),
  ]
  for (const stranger of strangers)
    for (const act of ['ending', 'secrets', 'test-events'])
      await refused(t, service, () => stranger.post(`/v1/webhooks/${id}/${act}`), 'not-found')
  for (const path of ['', '/deliveries', '/dead-deliveries'])
    await refused(t, service, () => officer.get(`/v1/webhooks/${id}${path}`), 'not-found')
  for (const role of ['person', 'care-coordinator', 'broker', 'auditor', 'mdt-member'] as const)
    await refused(t, service, () => register(service.as(role), receiver.url), 'permission-missing', role)
  await refused(
    t,
    service,
    () => ofTrust.patch(`/v1/webhooks/${id}`, { types: null }, { ifMatch: '"9"' }),
    'precondition-failed',
  )
  const changed = (await ofTrust.patch<Webhook>(`/v1/webhooks/${id}`, { status: 'paused' }, { ifMatch: '"1"' })).ok
  t.match(changed, { status: 'paused', version: 2 })
  t.equal((await ofTrust.post<Webhook>(`/v1/webhooks/${id}/ending`)).ok.status, 'ended')
  await refused(t, service, () => ofTrust.post(`/v1/webhooks/${id}/ending`), 'wrong-state')
  t.equal((await register(ofTrust, `${receiver.url}/one`)).status, 201, 'and its address is free')
})
