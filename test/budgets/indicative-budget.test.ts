import t from 'tap'
import type { BudgetCalculation, IndicativeBudget } from '../../src/budgets/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.afterEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const adopt = (client: Client, { ids }: Journey, budgetCalculationId = ids.budgetCalculationId, options = {}) =>
  client.post<IndicativeBudget>(`/v1/cases/${ids.caseId}/indicative-budget`, { budgetCalculationId }, options)
const disclose = (client: Client, { ids }: Journey, how: unknown = 'in-person', options = {}) =>
  client.post<IndicativeBudget>(`/v1/cases/${ids.caseId}/indicative-budget/disclosure`, { how }, options)
const inForce = ({ person, ids }: Journey) => person.get<IndicativeBudget>(`/v1/cases/${ids.caseId}/indicative-budget`)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const draft = ({ broker, ids }: Journey) => broker.post(`/v1/cases/${ids.caseId}/support-plans`, aPlan())
const another = async ({ careCoordinator, ids }: Journey, pence: number) =>
  (await careCoordinator.post<BudgetCalculation>(`/v1/cases/${ids.caseId}/budget-calculations`, aWish(pence))).ok.id

t.test('201: a calculation becomes the indicative budget, which the person has yet to be told', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  await refused(t, service, () => inForce(journey), 'not-found', 'none yet')
  const entries = await audited(service, async () => {
    const answer = await adopt(journey.careCoordinator, journey)
    t.equal(answer.status, 201)
    fits(t, answer.ok, {
      caseId: journey.ids.caseId,
      budgetCalculationId: journey.ids.budgetCalculationId,
      amountPence: 40_000,
      adoptedAt: '2026-11-24T09:30:00.000Z',
      disclosedAt: null,
      disclosedHow: null,
    })
    t.same((await journey.person.get(answer.headers.get('location') ?? '')).ok, answer.ok)
  })
  fits(t, entries, [{ type: 'indicative-budget.adopted', scheme_version: 1, facts: { amountPence: 40_000 } }])
  fits(t, await caseOf(journey), {
    stage: 'budget-calculation',
    step: 'budget-adopted',
    waitingFor: ['care-coordinator'],
  })
})

t.test('200: the person is told how much, when and how, and only then planning opens', async (t) => {
  for (const how of ['in-person', 'by-post', 'by-phone', 'online']) {
    const journey = await journeyTo(service, 'budget-adopted')
    await refused(t, service, () => draft(journey), 'budget-not-disclosed')
    service.clock.set('2026-11-25T16:45:00Z')
    const entries = await audited(service, async () => {
      const answer = await disclose(journey.careCoordinator, journey, how)
      fits(t, answer.ok, { amountPence: 40_000, disclosedAt: '2026-11-25T16:45:00.000Z', disclosedHow: how })
      t.same((await inForce(journey)).ok, answer.ok)
    })
    fits(t, entries, [{ type: 'indicative-budget.disclosed', facts: { amountPence: 40_000, how } }])
    fits(t, await caseOf(journey), { stage: 'support-plan', step: 'budget-disclosed', waitingFor: ['broker'] })
    t.equal((await draft(journey)).status, 201)
    service.clock.set('2026-11-24T09:30:00Z')
  }
})

t.test('whoever is to get another amount is told again, before planning', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const more = await another(journey, 60_000)
  fits(t, (await inForce(journey)).ok, { amountPence: 40_000 }, 'a calculation alone changes nothing')
  fits(t, await caseOf(journey), { step: 'budget-disclosed' })
  fits(t, (await adopt(journey.officer, journey, more)).ok, { amountPence: 60_000, disclosedAt: null })
  fits(t, (await inForce(journey)).ok, { budgetCalculationId: more, disclosedAt: null })
  await refused(t, service, () => draft(journey), 'budget-not-disclosed')
  t.equal((await disclose(journey.officer, journey, 'by-post')).status, 200)
  t.equal((await draft(journey)).status, 201)
  const kept = await service.database.sql(
    'select amount_pence, disclosed_how, superseded_at is null as in_force from indicative_budget where case_id = $1 order by 1',
    [journey.ids.caseId],
  )
  t.same(kept, [
    { amount_pence: 40_000, disclosed_how: 'in-person', in_force: false },
    { amount_pence: 60_000, disclosed_how: 'by-post', in_force: true },
  ])
})

t.test('422: what is adopted is a calculation of this case', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const other = await journeyTo(service, 'budget-calculated')
  for (const id of [other.ids.budgetCalculationId, unknownId()]) {
    const problem = await refused(t, service, () => adopt(journey.careCoordinator, journey, id), 'reference-unknown')
    fits(t, problem.errors, [{ pointer: '/budgetCalculationId' }])
  }
})

t.test('400: what breaks the contract is refused; adoption needs an Idempotency-Key', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  await invalid(t, service, [[{}, '/budgetCalculationId']], () =>
    adopt(journey.careCoordinator, journey, 'the-first-one'),
  )
  const path = `/v1/cases/${journey.ids.caseId}/indicative-budget`
  const body = { budgetCalculationId: journey.ids.budgetCalculationId }
  await invalid(t, service, [[{ amountPence: 50_000 }, '/amountPence']], (more) =>
    journey.careCoordinator.post(path, { ...body, ...more }),
  )
  await refused(t, service, () => journey.careCoordinator.post(path, body, { key: null }), 'idempotency-key-required')
  await journey.on('budget-adopted')
  for (const how of ['by-pigeon', '', null, 1])
    await invalid(t, service, [[{}, '/how', `how: ${how}`]], () => disclose(journey.careCoordinator, journey, how))
})

t.test('it is closed to those without the permission', async (t) => {
  const journey = await journeyTo(service, 'budget-adopted')
  const path = `/v1/cases/${journey.ids.caseId}/indicative-budget`
  await closed(t, service, 'budget:write', (client) => adopt(client, journey))
  await closed(t, service, 'budget:write', (client) => disclose(client, journey))
  await closed(t, service, 'budget:read', (client) => client.get(path))
})

t.test('403: a system neither adopts nor tells', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  await refused(t, service, () => adopt(service.as('machine'), journey), 'case-role-required')
  await journey.on('budget-adopted')
  await refused(t, service, () => disclose(service.as('machine'), journey), 'case-role-required')
})

t.test('404: another person’s, and what is not there', async (t) => {
  const journey = await journeyTo(service, 'budget-adopted')
  const other = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${journey.ids.caseId}/indicative-budget`
  await refused(t, service, () => other.person.get(path), 'not-found', 'another person reads')
  await refused(
    t,
    service,
    () => journey.person.get(`/v1/cases/${unknownId()}/indicative-budget`),
    'not-found',
    'unknown',
  )
  const nowhere = `/v1/cases/${unknownId()}/indicative-budget`
  const body = { budgetCalculationId: journey.ids.budgetCalculationId }
  await refused(t, service, () => journey.officer.post(nowhere, body), 'not-found', 'adopt')
  await refused(
    t,
    service,
    () => journey.officer.post(`${nowhere}/disclosure`, { how: 'online' }),
    'not-found',
    'disclose',
  )
})

t.test('409: nothing is adopted before it is calculated, nor once planning goes on', async (t) => {
  const calculated = (await journeyTo(service, 'budget-calculated')).ids.budgetCalculationId
  for (const pathwayStep of ['expression-accepted', 'assessment-completed', 'plan-drafted', 'plan-agreed'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    await refused(t, service, () => adopt(journey.careCoordinator, journey, calculated), 'wrong-state', pathwayStep)
  }
  const journey = await journeyTo(service, 'budget-calculated')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => adopt(journey.careCoordinator, journey), 'case-ended')
})

t.test('409: the person is told once what was adopted, and nothing before', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  await refused(t, service, () => disclose(journey.careCoordinator, journey), 'wrong-state', 'nothing is adopted')
  await journey.on('budget-adopted')
  const answers = await Promise.all(Array.from({ length: 8 }, () => disclose(journey.careCoordinator, journey)))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
  await refused(t, service, () => disclose(journey.careCoordinator, journey), 'wrong-state', 'told already')
})

t.test('of eight who adopt different calculations at once, all may, and one amount is in force', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const ids: string[] = []
  for (let pence = 41_000; pence <= 48_000; pence += 1_000) ids.push(await another(journey, pence))
  const answers = await Promise.all(ids.map((id) => adopt(journey.careCoordinator, journey, id)))
  t.ok(answers.every((answer) => answer.status === 201))
  const now = (await inForce(journey)).ok
  t.ok(answers.some((answer) => answer.ok.id === now.id))
  const sql = 'select 1 from indicative_budget where case_id = $1 and superseded_at is null'
  t.equal((await service.database.sql(sql, [journey.ids.caseId])).length, 1)
})

t.test('a repeated key gets the first answer and adopts nothing anew', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const first = await adopt(journey.careCoordinator, journey, undefined, { key: 'adopt-once' })
  const told = await disclose(journey.careCoordinator, journey, 'online', { key: 'tell-once' })
  const again = await adopt(journey.careCoordinator, journey, undefined, { key: 'adopt-once' })
  t.same([again.status, again.ok], [201, first.ok])
  t.same((await disclose(journey.careCoordinator, journey, 'online', { key: 'tell-once' })).ok, told.ok)
  t.same((await inForce(journey)).ok, told.ok)
  const other = () => disclose(journey.careCoordinator, journey, 'by-post', { key: 'tell-once' })
  await refused(t, service, other, 'idempotency-key-reused')
})
