import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { decide } from '../sign-off/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const schedule = (
  journey: Journey,
  client: Client,
  more: { kind?: unknown; dueOn?: unknown; because?: unknown } & object = {},
) => {
  const dueOn = more.kind === 'rapid' ? '2026-12-01' : '2026-12-10'
  const body = { kind: 'requested', dueOn, ...more }
  const cause = client === journey.person || body.kind === 'routine' ? {} : { because: 'concern' }
  return client.post<Review>(`/v1/cases/${journey.ids.caseId}/reviews`, { ...cause, ...body })
}

t.test('201: the person asks for a review at any time once there is a plan to review', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const answer = await schedule(journey, journey.person)
  t.equal(answer.status, 201)
  t.match(answer.ok, {
    kind: 'requested',
    status: 'scheduled',
    dueOn: '2026-12-10',
    supportPlanId: journey.ids.supportPlanId,
  })
  t.equal(answer.headers.get('location'), `/v1/reviews/${answer.ok.id}`)
  const kept = await journey.broker.get(`/v1/reviews/${answer.ok.id}`)
  t.same(kept.ok, answer.ok)
  t.equal(kept.etag, answer.etag)
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
    stage: 'review',
    step: 'review-scheduled',
    waitingFor: ['broker', 'care-coordinator'],
  })
})

t.test('201: and so can whoever works with them', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  for (const [client, kind] of [
    [journey.representative, 'requested'],
    [journey.careCoordinator, 'rapid'],
    [journey.broker, 'routine'],
  ] as const)
    t.equal((await schedule(journey, client, { kind })).status, 201, kind)
  t.equal((await schedule(await journeyTo(service, 'plan-agreed'), journey.officer)).status, 201)
})

t.test('201: a review may be due today', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  t.equal((await schedule(journey, journey.person, { dueOn: '2026-11-24' })).status, 201)
})

t.test('400: a review lies ahead', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const problem = await refused(
    t,
    service,
    () => schedule(journey, journey.person, { dueOn: '2026-11-23' }),
    'request-invalid',
  )
  t.match(problem.errors, [{ pointer: '/dueOn', code: 'request-invalid' }])
})

t.test('400: a review is not put off beyond the months of the scheme', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  for (const dueOn of ['9999-12-31', '2027-11-25']) {
    const problem = await refused(
      t,
      service,
      () => schedule(journey, journey.careCoordinator, { dueOn }),
      'request-invalid',
    )
    t.match(problem.errors, [{ pointer: '/dueOn' }])
    t.match(problem.detail, /24 November 2027 or sooner/)
  }
  t.equal((await schedule(journey, journey.careCoordinator, { dueOn: '2027-11-24' })).status, 201)
})

t.test('400: a rapid review is held within the working days of the scheme', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const late = { kind: 'rapid', dueOn: '2026-12-02' }
  const problem = await refused(t, service, () => schedule(journey, journey.person, late), 'request-invalid')
  t.match(problem, {
    detail: /within 5 working days, so on 1 December 2026 or sooner/,
    errors: [{ pointer: '/dueOn' }],
  })
  t.equal((await schedule(journey, journey.person, { kind: 'rapid', dueOn: '2026-12-01' })).status, 201)
})

t.test('400: a kind and a date that are none; the first review is set by the first payment alone', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  for (const more of [
    { kind: 'first' },
    { kind: null },
    { dueOn: '2026-02-30' },
    { dueOn: null },
    { finding: 'continue' },
  ])
    await refused(t, service, () => schedule(journey, journey.person, more), 'request-invalid', JSON.stringify(more))
})

t.test('whoever sets a review for somebody else says why; the person owes nobody a reason', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  for (const [client, more] of [
    [journey.careCoordinator, { because: null }],
    [journey.broker, { because: 'asked' }],
    [journey.person, { kind: 'routine', because: 'concern' }],
  ] as const) {
    const problem = await refused(t, service, () => schedule(journey, client, more), 'review-cause-unclear')
    t.match(problem.errors, [{ pointer: '/because' }])
  }
  t.match((await schedule(journey, journey.person)).ok, { because: 'asked' })
  const rapid = (await schedule(journey, journey.careCoordinator, { kind: 'rapid', because: 'needs-changed' })).ok
  t.match((await journey.person.get<Review>(`/v1/reviews/${rapid.id}`)).ok, { because: 'needs-changed' })
  t.match((await schedule(journey, journey.person, { kind: 'routine' })).ok, { because: null })
})

t.test('409: one review of a kind is scheduled at a time', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await schedule(journey, journey.person)).ok
  const problem = await refused(t, service, () => schedule(journey, journey.broker), 'review-scheduled')
  t.same(problem.conflict, { kind: 'review', id })
  t.equal((await schedule(journey, journey.broker, { kind: 'rapid' })).status, 201, 'another kind')
})

t.test('409: where nothing is agreed, nothing is reviewed', async (t) => {
  for (const pathwayStep of ['budget-disclosed', 'plan-signed'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    await refused(t, service, () => schedule(journey, journey.person), 'nothing-to-review', pathwayStep)
  }
  const refusedPlan = await journeyTo(service, 'plan-signed')
  await decide(refusedPlan, refusedPlan.careCoordinator, 'refused')
  await refused(t, service, () => schedule(refusedPlan, refusedPlan.person), 'nothing-to-review', 'refused')
})

t.test('403, 404: nobody who has nothing to do with the case', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await refused(t, service, () => schedule(journey, journey.teamManager), 'permission-missing')
  await refused(t, service, () => schedule(journey, service.as('machine')), 'case-role-required')
  for (const actor of [anActor('broker', { sub: 'second-broker' }), inTenant('QOP', 'commissioner-officer')])
    await refused(t, service, () => schedule(journey, service.as(actor)), 'not-found', actor.sub)
  await refused(t, service, () => journey.person.get(`/v1/reviews/${unknownId()}`), 'not-found')
})

t.test('the reviews of a case are listed page by page, newest first', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  for (const kind of ['routine', 'rapid', 'requested']) await schedule(journey, journey.careCoordinator, { kind })
  interface Page {
    readonly items: readonly Review[]
    readonly nextCursor: string | null
  }
  const path = `/v1/cases/${journey.ids.caseId}/reviews?limit=3`
  const first = (await journey.person.get<Page>(path)).ok
  const second = (await journey.person.get<Page>(`${path}&cursor=${first.nextCursor}`)).ok
  t.same(
    [...first.items, ...second.items].map(({ kind }) => kind),
    ['requested', 'rapid', 'routine', 'first'],
  )
  t.equal(second.nextCursor, null)
})

t.test('it is on the record that a review was scheduled', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const entries = await audited(service, () => schedule(journey, journey.person))
  t.match(entries, [{ type: 'review.scheduled', facts: { kind: 'requested', dueOn: '2026-12-10', because: 'asked' } }])
})
