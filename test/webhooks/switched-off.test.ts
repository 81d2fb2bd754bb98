import t from 'tap'
import type { Webhook, WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { aMachine } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { defaultNow, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t)
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const receiver = await aReceiver(t)
t.afterEach(() => service.clock.set(defaultNow))
const deliver = async () => {
  await service.seal()
  return doOnce(service, 'webhooks')
}
const happen = async () => (await journeyTo(service, 'case-opened')).ids.caseId
const anew = async () => (await register(ofTrust, `${receiver.url}/${Math.random()}`, ['case.opened'])).ok.id
const read = async (id: string) => (await ofTrust.get<Webhook>(`/v1/webhooks/${id}`)).ok
const end = (id: string) => ofTrust.post(`/v1/webhooks/${id}/ending`)
const states = async (id: string) =>
  (await ofTrust.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/deliveries`)).ok.items.map(
    ({ status }) => status,
  )

t.test('one that failed long ago and died does not have the next failure, weeks later, switch it off', async (t) => {
  const id = await anew()
  const harmful = await happen()
  receiver.answers(({ payload }) => (payload.caseId === harmful ? 500 : 204))
  await deliver()
  t.match(await read(id), { failingSince: defaultNow.replace('Z', '.000Z') })
  service.clock.advance({ days: 1 })
  await happen()
  await deliver()
  for (let days = 0; days < 3; days += 1) {
    service.clock.advance({ days: 1 })
    await deliver()
  }
  t.same((await states(id)).sort(), ['dead', 'delivered'])
  t.match(await read(id), { status: 'on', failingSince: null }, 'another came through, and nothing waits')
  service.clock.advance({ days: 21 })
  receiver.answers(503)
  await happen()
  await deliver()
  t.match(await read(id), { status: 'on', failingSince: service.clock.now().toISOString() })
  receiver.answers(204)
  service.clock.advance({ minutes: 1 })
  await deliver()
  t.match(await read(id), { status: 'on', failingSince: null })
  await end(id)
})

t.test('it is off where something was tried for all its days and nothing came through in them', async (t) => {
  const id = await anew()
  receiver.answers(503)
  await happen()
  await deliver()
  service.clock.advance({ days: 2 })
  await happen()
  await deliver()
  t.match(await read(id), { status: 'on' })
  service.clock.advance({ days: 1 })
  await deliver()
  t.same(await states(id), ['waiting', 'dead'])
  t.match(await read(id), { status: 'only-failed', failingSince: defaultNow.replace('Z', '.000Z') })
  await end(id)
})

t.test(
  'what nobody could try for days, since the service itself was away, is no failure of the receiver',
  async (t) => {
    const id = await anew()
    receiver.answers(204)
    await happen()
    await deliver()
    receiver.answers(503)
    await happen()
    await service.seal()
    await service.database.sql(
      `update webhook_delivery set status = 'waiting', settled_at = null, since_at = since_at - interval '4 days' where webhook_id = $1`,
      [id],
    )
    await deliver()
    t.match(await read(id), { status: 'on' }, 'after one try')
    await end(id)
  },
)
