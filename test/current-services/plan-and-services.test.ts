import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { SupportPlanSigned as Signed } from '../../src/sign-off/schemas.ts'
import type { PlanChecks } from '../../src/support-plans/schemas.ts'
import { decidePlan, reason } from '../decisions/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aCurrentService, aPlan, aPlanLine } from '../support/road-builders.ts'
import { toldBudget } from '../support/scheme-road.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

async function registered(the: Journey, more: object = {}): Promise<CurrentService> {
  const body = { ...aCurrentService({ relationshipWith: null }), ...more }
  return (await the.careCoordinator.post<CurrentService>(`/v1/cases/${the.ids.caseId}/current-services`, body)).ok
}
async function settle(the: Journey, id: string, patch: object): Promise<void> {
  const path = `/v1/current-services/${id}`
  t.equal((await the.careCoordinator.patch(path, patch, { ifMatch: (await the.person.get(path)).etag })).status, 200)
}
const submit = (the: Journey) => the.broker.post(`/v1/support-plans/${the.ids.supportPlanId}/submission`)
const checks = async (the: Journey) =>
  (await the.broker.get<Static<typeof PlanChecks>>(`/v1/support-plans/${the.ids.supportPlanId}/checks`)).ok

t.test('P3: a plan is not submitted while it is not settled what happens to a service', async (t) => {
  const the = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(the, { fate: 'at-risk' })
  const expected = [
    {
      pointer: `/currentServices/${id}/fate`,
      code: 'service-at-risk',
      detail: 'It is not settled what happens to a service that the person has now: decide it with them first',
    },
  ]
  t.same(await checks(the), { ready: false, missing: expected, toSee: [] })
  const problem = await refused(t, service, () => submit(the), 'plan-incomplete')
  t.same(problem.errors, expected)
  await settle(the, id, { fate: 'kept' })
  t.match(await checks(the), { ready: true, missing: [] })
  t.equal((await submit(the)).status, 200)
})

t.test('P3: what comes to be at risk after submission holds up the last signature, until it is settled', async (t) => {
  const the = await journeyTo(service, 'plan-submitted')
  const sign = (client: Client, capacity: string) => {
    const body = { capacity, how: 'online', contentHash: the.ids.contentHash }
    return client.post<Static<typeof Signed>>(`/v1/support-plans/${the.ids.supportPlanId}/signatures`, body)
  }
  const { id } = await registered(the, { fate: 'at-risk' })
  t.equal((await sign(the.broker, 'broker')).status, 201)
  t.equal((await sign(the.careCoordinator, 'care-coordinator')).status, 201)
  const problem = await refused(t, service, () => sign(the.person, 'person'), 'plan-incomplete')
  t.match(problem.errors, [{ pointer: `/currentServices/${id}/fate`, code: 'service-at-risk' }])
  await settle(the, id, { fate: 'kept' })
  t.equal((await sign(the.person, 'person')).ok.supportPlan.status, 'awaiting-decision')
})

t.test('P3: what comes to be at risk after the signatures holds up an agreement, and no other decision', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const { id } = await registered(the, { fate: 'at-risk' })
  const lines = ['drum-kit', 'mattress'].map((line, index) => ({ line, outcome: index === 0 ? 'agreed' : 'refused' }))
  const because = { ...reason, line: 'mattress' }
  const inPart = () => decidePlan(the, 'agreed-in-part', { lines, reasons: [because] })
  for (const agree of [() => decidePlan(the, 'agreed'), inPart]) {
    const problem = await refused(t, service, agree, 'plan-incomplete')
    t.match(problem.errors, [{ pointer: `/currentServices/${id}/fate`, code: 'service-at-risk' }])
  }
  await settle(the, id, { fate: 'kept' })
  t.equal((await decidePlan(the, 'agreed')).status, 201)
  const other = await journeyTo(service, 'plan-signed')
  await registered(other, { fate: 'at-risk' })
  t.equal((await decidePlan(other, 'returned')).status, 201)
})

t.test('a plan that drops the line which is to replace a service is not submitted', async (t) => {
  const the = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(the)
  await settle(the, id, { fate: 'replaced', replacedBy: 'mattress', replacementMinutesPerWeek: 60 })
  t.match(await checks(the), { ready: true })
  const path = `/v1/support-plans/${the.ids.supportPlanId}`
  await the.broker.patch(path, { lines: [aPlanLine()] }, { ifMatch: (await the.broker.get(path)).etag })
  const problem = await refused(t, service, () => submit(the), 'plan-incomplete')
  t.match(problem.errors, [{ pointer: `/currentServices/${id}/replacedBy`, code: 'replacement-missing' }])
})

t.test('P5: a shortfall in hours is shown to whoever signs and decides, and stands in nobody’s way', async (t) => {
  const the = await journeyTo(service, 'plan-drafted')
  const { id } = await registered(the, { minutesPerWeek: 120 })
  await settle(the, id, { fate: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 })
  t.match(await checks(the), {
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
  t.equal((await submit(the)).status, 200)
})

t.test('P3: a budget prices no service that the person keeps, and buys no NHS crisis service', async (t) => {
  const the = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  const therapy = await registered(the, { serviceCode: 'talking-therapy' })
  const inputs = {
    method: 'required-services' as const,
    services: [{ service: 'talking-therapy', units: 26 }],
  }
  const calculate = () => the.careCoordinator.post(`/v1/cases/${the.ids.caseId}/budget-calculations`, inputs)
  const problem = await refused(t, service, calculate, 'kept-service-not-tradable')
  t.match(problem.errors, [{ pointer: '/services/0/service' }])
  await settle(the, therapy.id, { fate: 'ending', endsOn: '2027-01-31', fateBecause: 'It closes.' })
  t.equal((await calculate()).status, 201, 'what the person does not keep can be priced')

  await registered(the, { kind: 'nhs-crisis', serviceCode: 'crisis-contact' })
  await toldBudget(the, inputs)
  const draft = aPlan(undefined, { lines: [aPlanLine({ category: 'crisis-contact' })] })
  const plan = await the.broker.post<{ id: string }>(`/v1/cases/${the.ids.caseId}/support-plans`, draft)
  t.match((await the.broker.get<Static<typeof PlanChecks>>(`/v1/support-plans/${plan.ok.id}/checks`)).ok.missing, [
    { pointer: '/lines/0/category', code: 'kept-service-not-tradable' },
  ])
})
