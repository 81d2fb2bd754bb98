import t from 'tap'
import type { Webhook, WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { aMachine } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t)
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const receiver = await aReceiver(t)
const deliver = async () => {
  await service.seal()
  return doOnce(service, 'webhooks')
}
const deliveries = async (id: string) =>
  (await ofTrust.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/deliveries`)).ok.items
const change = async (id: string, body: { status?: 'on' | 'paused'; url?: string }) => {
  const { etag } = await ofTrust.get(`/v1/webhooks/${id}`)
  return (await ofTrust.patch<Webhook>(`/v1/webhooks/${id}`, body, { ifMatch: etag })).ok
}
const end = async (id: string) => t.equal((await ofTrust.post(`/v1/webhooks/${id}/ending`)).status, 200)

t.test('what waits behind one that failed is due with it, and is not looked at before', async (t) => {
  const { id } = (await register(ofTrust, receiver.url)).ok
  await journeyTo(service, 'team-complete')
  receiver.answers(503)
  for (const seconds of [0, 15, 30]) {
    service.clock.advance({ seconds })
    t.equal(await deliver(), 1, 'the first of the case, and none behind it')
    const waiting = await deliveries(id)
    t.ok(waiting.length > 3)
    t.equal(new Set(waiting.map(({ dueAt }) => dueAt)).size, 1)
    t.ok((waiting[0]?.dueAt ?? '') > service.clock.now().toISOString())
  }
  receiver.answers(204)
  service.clock.advance({ seconds: 60 })
  t.equal(await deliver(), (await deliveries(id)).length, 'and then all of them, one after the other')
  await end(id)
})

t.test('a webhook that goes on, or elsewhere, tries what waited for three days more', async (t) => {
  for (const afresh of [{ status: 'on' }, { url: `${receiver.url}/moved` }] as const) {
    const { id } = (await register(ofTrust, `${receiver.url}/before`)).ok
    await journeyTo(service, 'case-opened')
    receiver.answers(503)
    await deliver()
    await change(id, { status: 'paused' })
    service.clock.advance({ days: 4 })
    t.equal(await deliver(), 0, 'nothing while it waits')
    if ('url' in afresh) await change(id, { status: 'on' })
    await change(id, afresh)
    t.match(await deliveries(id), [{ attempts: 0 }])
    await deliver()
    t.match(await deliveries(id), [{ status: 'waiting', attempts: 1 }], 'it is not dead of one try')
    receiver.answers(204)
    service.clock.advance({ seconds: 15 })
    await deliver()
    t.match(await deliveries(id), [{ status: 'delivered', attempts: 2 }])
    await end(id)
  }
})

t.test('what an address answered that is no longer the webhook’s ends nothing and switches nothing off', async (t) => {
  const { id } = (await register(ofTrust, `${receiver.url}/old`)).ok
  await journeyTo(service, 'case-opened')
  receiver.answers(async () => {
    await change(id, { url: `${receiver.url}/new` })
    receiver.answers(204)
    return 410
  })
  await deliver()
  t.match((await ofTrust.get<Webhook>(`/v1/webhooks/${id}`)).ok, { status: 'on', failingSince: null })
  service.clock.advance({ seconds: 15 })
  await deliver()
  t.match(await deliveries(id), [{ status: 'delivered' }], 'and it goes to where it leads now')
  await end(id)
})

t.test('registered at once, there are no more than an organisation may have', async (t) => {
  const all = await Promise.all(Array.from({ length: 25 }, (_, n) => register(ofTrust, `${receiver.url}/many/${n}`)))
  t.equal(all.filter(({ status }) => status === 201).length, 20)
  t.equal(all.filter(({ status }) => status === 409).length, 5)
  t.equal((await register(service.as('team-manager'), `${receiver.url}/more`)).status, 409, 'its people count with it')
  t.equal((await register(service.as('commissioner-officer'), `${receiver.url}/other`)).status, 201, 'others do not')
})
