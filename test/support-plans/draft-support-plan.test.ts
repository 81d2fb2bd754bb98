import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { decide, read, withinLimit } from '../sign-off/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlan, aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const plansOf = (caseId: string) => `/v1/cases/${caseId}/support-plans`

t.test('201: once the person knows the amount, their broker begins the plan', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const answer = await journey.broker.post<SupportPlan>(plansOf(journey.ids.caseId), aPlan())
  t.equal(answer.status, 201)
  t.match(answer.ok, { status: 'draft', totalPence: 40_000, submittedVersion: null, tier: null, agreedAt: null })
  t.equal(answer.headers.get('location'), `/v1/support-plans/${answer.ok.id}`)
  const kept = await journey.person.get<SupportPlan>(`/v1/support-plans/${answer.ok.id}`)
  t.same(kept.ok, { ...answer.ok, identifiers: [] }, 'the person reads what the broker wrote')
  t.equal(kept.etag, answer.etag)
  t.match((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok, {
    step: 'plan-drafted',
    waitingFor: ['broker'],
  })
})

t.test('a draft may be empty, over the budget or unfinished: nothing is checked before it is submitted', async (t) => {
  for (const plan of [
    { outcomes: [], lines: [], crisisContingency: null },
    aPlan(undefined, { lines: [aPlanLine({ amountPence: 99_999_999_999, category: 'gambling' })] }),
  ]) {
    const journey = await journeyTo(service, 'budget-disclosed')
    t.equal((await journey.broker.post(plansOf(journey.ids.caseId), plan)).status, 201)
  }
})

t.test('it is on the record who began a plan and its total, and not a word of it', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const entries = await audited(service, () => journey.broker.post(plansOf(journey.ids.caseId), aPlan()))
  t.match(entries, [{ type: 'support-plan.drafted', actor_id: 'the-broker', case_id: journey.ids.caseId }])
  t.same(entries[0]?.facts, { totalPence: 40_000 })
})

t.test('409: planning opens with the disclosure of the amount, and not before', async (t) => {
  for (const pathwayStep of [
    'expression-accepted',
    'assessment-completed',
    'budget-calculated',
    'budget-adopted',
  ] as const) {
    const { broker, ids } = await journeyTo(service, pathwayStep)
    await refused(t, service, () => broker.post(plansOf(ids.caseId), aPlan()), 'budget-not-disclosed', pathwayStep)
  }
})

t.test('409: one plan of a case is in flight at a time', async (t) => {
  for (const pathwayStep of ['plan-drafted', 'plan-submitted', 'plan-signed'] as const) {
    const { broker, ids } = await journeyTo(service, pathwayStep)
    const again = () => broker.post(plansOf(ids.caseId), aPlan())
    const { conflict } = await refused(t, service, again, 'plan-exists', pathwayStep)
    t.same(conflict, { kind: 'support-plan', id: ids.supportPlanId })
  }
})

t.test('201: after a refusal a new plan is begun; the refused one stays readable', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await decide(journey, journey.careCoordinator, 'refused')
  const second = await journey.broker.post<SupportPlan>(plansOf(journey.ids.caseId), aPlan())
  t.equal(second.status, 201)
  const { items } = (await journey.person.get<{ items: SupportPlan[] }>(plansOf(journey.ids.caseId))).ok
  t.same(
    items.map(({ id, status }) => [id, status]),
    [
      [second.ok.id, 'draft'],
      [journey.ids.supportPlanId, 'refused'],
    ],
  )
})

t.test('P19: the person writes their own plan, and it goes the same way to those who sign and decide', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const drafted = await journey.person.post<SupportPlan>(plansOf(journey.ids.caseId), aPlan())
  t.equal(drafted.status, 201)
  const own = { outcomes: [{ key: 'sleep', words: 'To sleep, and to play.', baseline: 2 }] }
  const patched = await journey.person.patch<SupportPlan>(`/v1/support-plans/${drafted.ok.id}`, own, {
    ifMatch: drafted.etag ?? '',
  })
  t.match(patched.ok, own)
  const path = `/v1/support-plans/${drafted.ok.id}`
  const { contentHash } = (await journey.person.post<SupportPlan>(`${path}/submission`)).ok
  const signers = { person: journey.person, broker: journey.broker, 'care-coordinator': journey.careCoordinator }
  for (const [caseRole, client] of Object.entries(signers))
    t.equal((await client.post(`${path}/signatures`, { caseRole, how: 'online', contentHash })).status, 201, caseRole)
  const decided = await journey.careCoordinator.post(`${path}/decision`, {
    outcome: 'agreed',
    contentHash,
    reasons: [],
  })
  t.equal(decided.status, 201)
})

t.test('403: nobody but the person, who acts for them and the case’s own broker writes the plan', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const begin = (client: typeof journey.broker) => () => client.post(plansOf(journey.ids.caseId), aPlan())
  await refused(t, service, begin(journey.careCoordinator), 'case-role-required', 'care coordinator')
  await refused(t, service, begin(service.as('machine')), 'case-role-required', 'machine')
  for (const client of [journey.officer, journey.teamManager])
    await refused(t, service, begin(client), 'permission-missing', client.actor?.sub)
})

t.test('404: another broker and another commissioner see neither the case nor its plan', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const second = service.as(anActor('broker', { sub: 'second-broker' }))
  for (const client of [second, service.as(inTenant('QOP', 'broker')), service.as(inTenant('QOP', 'machine'))]) {
    await refused(t, service, () => client.post(plansOf(journey.ids.caseId), aPlan()), 'not-found')
    await refused(t, service, () => client.get(plansOf(journey.ids.caseId)), 'not-found')
    await refused(t, service, () => read(journey, client), 'not-found')
  }
  await refused(t, service, () => journey.broker.get(`/v1/support-plans/${unknownId()}`), 'not-found')
})

t.test('400: a plan is what the contract says, to the field', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  for (const [name, plan] of [
    ['an unknown field', { ...aPlan(), approved: true }],
    ['nothing', {}],
    ['a line of nothing', aPlan(undefined, { lines: [aPlanLine({ amountPence: 0 })] })],
    ['a negative line', aPlan(undefined, { lines: [aPlanLine({ amountPence: -1 })] })],
    ['half a penny', aPlan(undefined, { lines: [aPlanLine({ amountPence: 0.5 })] })],
    ['a line for no outcome', aPlan(undefined, { lines: [aPlanLine({ outcomes: [] })] })],
    ['an outcome twice', aPlan(undefined, { lines: [aPlanLine({ outcomes: ['sleep', 'sleep'] })] })],
    ['a NUL', aPlan(undefined, { outcomes: [{ key: 'sleep', words: 'To sleep\u0000' }] })],
    ['51 lines', aPlan(undefined, { lines: Array.from({ length: 51 }, () => aPlanLine()) })],
  ] as const)
    await refused(t, service, () => journey.broker.post(plansOf(journey.ids.caseId), plan), 'request-invalid', name)
})
