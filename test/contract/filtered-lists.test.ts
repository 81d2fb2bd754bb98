import t, { type Test } from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import type { Webhook, WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { decide, lodge, refusedPlan } from '../appeals/acts.ts'
import { aMachine } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from '../webhooks/acts.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
const aDayLater = () => service.clock.advance({ days: 1 })
t.afterEach(() => at('2026-11-24'))
type Filters<Item> = Readonly<Record<string, (item: Item) => boolean>>

/** Holds each filter of a list to what it says of its items; one that never leaves out some and keeps others is none. */
async function narrows<Item>(t: Test, client: Client, path: string, filters: Filters<Item>) {
  const listed = async (query: string) => (await client.get<{ items: Item[] }>(`${path}?limit=100${query}`)).ok.items
  const whole = await listed('')
  for (const [query, are] of Object.entries(filters)) {
    const some = whole.filter(are)
    t.ok(some.length > 0 && some.length < whole.length, `${query}: ${some.length} of ${whole.length}`)
    t.same(await listed(`&${query}`), some, query)
  }
  const [first = ['', () => true], ...others] = Object.entries(filters)
  const nameOf = ([query]: typeof first) => query.split('=')[0]
  const second = others.find((one) => nameOf(one) !== nameOf(first))
  const both = second ? [first, second] : [first]
  t.same(
    await listed(`&${both.map(([query]) => query).join('&')}`),
    whole.filter((item) => both.every(([, are]) => are(item))),
    'two together',
  )
  for (const wrong of ['status=made-up', 'late=perhaps', 'dueBy=soon', 'words=nights'])
    await refused(t, service, () => client.get(`${path}?${wrong}`), 'request-invalid', wrong)
}

t.test('the reviews of a case are narrowed to what is asked of their status, kind and days', async (t) => {
  at('2026-01-05')
  const { careCoordinator, ids } = await journeyTo(service, 'plan-agreed')
  const path = `/v1/cases/${ids.caseId}/reviews`
  const [first] = (await careCoordinator.get<{ items: Review[] }>(path)).ok.items
  const dueOn = first?.dueOn ?? ''
  at(dueOn)
  const held = aReviewCompletion({ saidFor: aSaidFor({ saidOn: dueOn }) })
  void (await careCoordinator.post(`/v1/reviews/${first?.id}/completion`, held)).ok
  const next = (await careCoordinator.get<{ items: Review[] }>(path)).ok.items.find((one) => one.status === 'scheduled')
  const nextOn = next?.dueOn ?? ''
  at(nextOn)
  await narrows<Review>(t, careCoordinator, path, {
    'status=scheduled': ({ status }) => status === 'scheduled',
    'kind=first': ({ kind }) => kind === 'first',
    [`dueBy=${dueOn}`]: (one) => one.dueOn <= dueOn,
    [`dueSince=${nextOn}`]: (one) => one.dueOn >= nextOn,
    [`doneSince=${dueOn}T00:00:00Z`]: ({ doneAt }) => doneAt !== null,
  })
  const late = async () => (await careCoordinator.get<{ items: Review[] }>(`${path}?late=true`)).ok.items
  t.same(await late(), [], 'on its day it is not late')
  aDayLater()
  await narrows<Review>(t, careCoordinator, path, {
    'late=true': ({ id }) => id === next?.id,
    'late=false': ({ id }) => id !== next?.id,
  })
})

t.test('the appeals of a case are narrowed to those that are open or ended, late or due, and by when', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const { id: decided } = (await lodge(journey.person, decisionId)).ok
  await decide(service.as('commissioner-officer'), decided, 'upheld')
  at('2026-12-01')
  const { id: open, dueOn } = (await lodge(journey.person, decisionId)).ok
  const path = `/v1/cases/${journey.ids.caseId}/appeals`
  await narrows<Appeal>(t, journey.person, path, {
    'status=upheld': ({ id }) => id === decided,
    'open=false': ({ id }) => id === decided,
    'open=true': ({ id }) => id === open,
    [`dueBy=${dueOn}`]: ({ id }) => id === open,
    [`dueSince=${dueOn}`]: ({ id }) => id === open,
    'lodgedSince=2026-11-30T00:00:00Z': ({ id }) => id === open,
    'endedSince=2026-11-24T00:00:00Z': ({ id }) => id === decided,
  })
  const late = async () => (await journey.person.get<{ items: Appeal[] }>(`${path}?late=true`)).ok.items
  at(dueOn ?? '')
  t.same(await late(), [], 'on its day it is not late')
  aDayLater()
  await narrows<Appeal>(t, journey.person, path, {
    'late=true': ({ id }) => id === open,
    'late=false': ({ id }) => id === decided,
  })
})

t.test(
  'what was sent to a webhook is narrowed to what came to an end, and to what should have been tried',
  async (t) => {
    const ofTrust = service.as(aMachine(undefined, 'RW4'))
    const receiver = await aReceiver(t)
    const { id } = (await register(ofTrust, receiver.url)).ok as Webhook
    const path = `/v1/webhooks/${id}/deliveries`
    const deliver = async () => {
      await service.seal()
      await doOnce(service, 'webhooks')
    }
    await journeyTo(service, 'case-opened')
    await deliver()
    receiver.answers(500)
    aDayLater()
    await journeyTo(service, 'case-opened')
    await deliver()
    const now = service.clock.now().getTime()
    const { items } = (await ofTrust.get<{ items: WebhookDelivery[] }>(path)).ok
    const dueAt = items.find((one) => one.dueAt !== null && Date.parse(one.dueAt) > now)?.dueAt ?? ''
    await narrows<WebhookDelivery>(t, ofTrust, path, {
      'status=waiting': ({ status }) => status === 'waiting',
      'status=delivered': ({ status }) => status === 'delivered',
      [`dueBy=${dueAt}`]: (one) => one.dueAt !== null && one.dueAt <= dueAt,
    })
    aDayLater()
    await narrows<WebhookDelivery>(t, ofTrust, path, {
      'late=true': ({ status }) => status === 'waiting',
      'late=false': ({ status }) => status !== 'waiting',
    })
    const since = service.clock.now().toISOString()
    void (await ofTrust.post(`/v1/webhooks/${id}/ending`)).ok
    await narrows<WebhookDelivery>(t, ofTrust, path, {
      'status=dead': ({ status }) => status === 'dead',
      [`settledSince=${since}`]: ({ status }) => status === 'dead',
    })
  },
)
