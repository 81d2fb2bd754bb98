import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { SupportPlanSigned as Signed } from '../../src/sign-off/schemas.ts'
import type { PlanChecks } from '../../src/support-plans/schemas.ts'
import { decidePlan, reason } from '../decisions/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService, aPlan, aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

async function registered(journey: Journey, more: object = {}): Promise<CurrentService> {
  const body = { ...aCurrentService({ relationshipWith: null }), ...more }
  return (await journey.careCoordinator.post<CurrentService>(`/v1/cases/${journey.ids.caseId}/current-services`, body))
    .ok
}
async function settle(journey: Journey, id: string, patch: object): Promise<void> {
  const path = `/v1/current-services/${id}`
  t.equal(
    (await journey.careCoordinator.patch(path, patch, { ifMatch: (await journey.person.get(path)).etag })).status,
    200,
  )
}
const submit = (journey: Journey) => journey.broker.post(`/v1/support-plans/${journey.ids.supportPlanId}/submission`)
const checks = async (journey: Journey) =>
  (await journey.broker.get<Static<typeof PlanChecks>>(`/v1/support-plans/${journey.ids.supportPlanId}/checks`)).ok

t.test('P3: a plan is not submitted while it is not settled what happens to a service', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(journey, { status: 'at-risk' })
  const expected = [
    {
      pointer: `/currentServices/${id}/status`,
      code: 'service-at-risk',
      detail: 'It is not settled what happens to a service that the person has now: decide it with them first',
    },
  ]
  t.same(await checks(journey), { ready: false, missing: expected, toSee: [] })
  const problem = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.same(problem.errors, expected)
  await settle(journey, id, { status: 'kept' })
  t.match(await checks(journey), { ready: true, missing: [] })
  t.equal((await submit(journey)).status, 200)
})

t.test('P3: what comes to be at risk after submission holds up the last signature, until it is settled', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const sign = (client: Client, caseRole: string) => {
    const body = { caseRole, how: 'online', contentHash: journey.ids.contentHash }
    return client.post<Static<typeof Signed>>(`/v1/support-plans/${journey.ids.supportPlanId}/signatures`, body)
  }
  const { id } = await registered(journey, { status: 'at-risk' })
  t.equal((await sign(journey.broker, 'broker')).status, 201)
  t.equal((await sign(journey.careCoordinator, 'care-coordinator')).status, 201)
  const problem = await refused(t, service, () => sign(journey.person, 'person'), 'plan-incomplete')
  t.match(problem.errors, [{ pointer: `/currentServices/${id}/status`, code: 'service-at-risk' }])
  await settle(journey, id, { status: 'kept' })
  t.equal((await sign(journey.person, 'person')).ok.supportPlan.status, 'awaiting-decision')
})

t.test('P3: what comes to be at risk after the signatures holds up an agreement, and no other decision', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { id } = await registered(journey, { status: 'at-risk' })
  const lines = ['drum-kit', 'mattress'].map((line, index) => ({ line, outcome: index === 0 ? 'agreed' : 'refused' }))
  const because = { ...reason, line: 'mattress' }
  const inPart = () => decidePlan(journey, 'agreed-in-part', { lines, reasons: [because] })
  for (const agree of [() => decidePlan(journey, 'agreed'), inPart]) {
    const problem = await refused(t, service, agree, 'plan-incomplete')
    t.match(problem.errors, [{ pointer: `/currentServices/${id}/status`, code: 'service-at-risk' }])
  }
  await settle(journey, id, { status: 'kept' })
  t.equal((await decidePlan(journey, 'agreed')).status, 201)
  const other = await journeyTo(service, 'plan-signed')
  await registered(other, { status: 'at-risk' })
  t.equal((await decidePlan(other, 'returned')).status, 201)
})

t.test('a plan that drops the line which is to replace a service is not submitted', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(journey)
  await settle(journey, id, { status: 'replaced', replacedBy: 'mattress', replacementMinutesPerWeek: 60 })
  t.match(await checks(journey), { ready: true })
  const path = `/v1/support-plans/${journey.ids.supportPlanId}`
  await journey.broker.patch(path, { lines: [aPlanLine()] }, { ifMatch: (await journey.broker.get(path)).etag })
  const problem = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(problem.errors, [{ pointer: `/currentServices/${id}/replacedBy`, code: 'replacement-missing' }])
})

t.test('P5: a shortfall in hours is shown to whoever signs and decides, and stands in nobody’s way', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(journey, { minutesPerWeek: 120 })
  await settle(journey, id, { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 })
  t.match(await checks(journey), {
    ready: true,
    missing: [],
    toSee: [
      {
        pointer: `/currentServices/${id}`,
        code: 'service-shortfall',
        detail: 'The person will have 1 hour 30 minutes a week less of a service that they have now',
      },
    ],
  })
  t.equal((await submit(journey)).status, 200)
})

t.test('P3: a budget prices no service that the person keeps, and buys no NHS crisis service', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  const therapy = await registered(journey, { serviceCode: 'talking-therapy' })
  const inputs = {
    method: 'required-services' as const,
    services: [{ service: 'talking-therapy', units: 26 }],
  }
  const calculate = () => journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/budget-calculations`, inputs)
  const problem = await refused(t, service, calculate, 'kept-service-not-tradable')
  t.match(problem.errors, [{ pointer: '/services/0/service' }])
  await settle(journey, therapy.id, { status: 'ending', endsOn: '2027-01-31', statusReason: 'It closes.' })
  t.equal((await calculate()).status, 201, 'what the person does not keep can be priced')

  await registered(journey, { kind: 'nhs-crisis', serviceCode: 'crisis-contact' })
  await toldBudget(journey, inputs)
  const draft = aPlan(undefined, { lines: [aPlanLine({ category: 'crisis-contact' })] })
  const plan = await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, draft)
  t.match((await journey.broker.get<Static<typeof PlanChecks>>(`/v1/support-plans/${plan.ok.id}/checks`)).ok.missing, [
    { pointer: '/lines/0/category', code: 'spending-excluded' },
    { pointer: '/lines/0/category', code: 'kept-service-not-tradable' },
  ])
})
