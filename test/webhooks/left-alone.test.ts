import t from 'tap'
import type { WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { aMachine } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t)
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const receiver = await aReceiver(t)

t.test('a receiver that asks to be left alone is, and never for longer than it is tried at all', async (t) => {
  const { id } = (await register(ofTrust, receiver.url, ['case.opened'])).ok
  await journeyTo(service, 'case-opened')
  /** How many seconds it is left alone for, after an answer that asks for it so. */
  const leftFor = async (status: number, retryAfter: string | undefined) => {
    receiver.answers(status)
    receiver.retryAfter = retryAfter
    await service.seal()
    t.equal(await doOnce(service, 'webhooks'), 1)
    const path = `/v1/webhooks/${id}/deliveries`
    const [waiting] = (await ofTrust.get<{ items: WebhookDelivery[] }>(path)).ok.items
    const seconds = (Date.parse(waiting?.dueAt ?? '') - service.clock.now().getTime()) / 1_000
    service.clock.set(waiting?.dueAt ?? '')
    return seconds
  }
  t.equal(await leftFor(429, '3600'), 3_600)
  const until = await leftFor(503, new Date(Date.now() + 7_200_000).toUTCString())
  t.ok(until > 7_100 && until <= 7_200, 'until a moment')
  const own = await leftFor(503, '1')
  t.ok(own >= 30 && own <= 50, 'never for less than the turn that it has')
  const unclear = await leftFor(503, 'soon')
  t.ok(unclear >= 60 && unclear <= 100, 'what is no time asks for nothing')
  const begun = 3_600 + until + own + unclear
  t.equal(await leftFor(503, '99999999999'), 3 * 86_400 - begun, 'the last try is as the three days end')
})

t.test('a receiver that takes no more now is left alone with all that waits for it, of whichever case', async (t) => {
  receiver.answers(204)
  receiver.retryAfter = undefined
  await doOnce(service, 'webhooks')
  await journeyTo(service, 'case-opened')
  receiver.answers(429)
  receiver.retryAfter = '3600'
  await service.seal()
  t.equal(await doOnce(service, 'webhooks'), 1)
  await journeyTo(service, 'case-opened')
  receiver.answers(204)
  await service.seal()
  t.equal(await doOnce(service, 'webhooks'), 0, 'another case waits as well')
  service.clock.advance({ seconds: 3_599 })
  t.equal(await doOnce(service, 'webhooks'), 0)
  service.clock.advance({ seconds: 1 })
  t.equal(await doOnce(service, 'webhooks'), 2)
})
