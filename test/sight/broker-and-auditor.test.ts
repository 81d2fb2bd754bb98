import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import type { CaseSummary } from '../../src/cases/schemas.ts'
import { anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const auditor = service.as('auditor')

t.test(
  'a broker sees the amount and the plan, and not how the needs were rated or what was worked out from them',
  async (t) => {
    const { broker, careCoordinator, ids, wish } = await journeyTo(service, 'plan-drafted')
    for (const path of [
      '',
      '/indicative-budget',
      '/support-plans',
      '/expressions-of-interest',
      '/members',
      '/timeline',
    ])
      t.equal((await broker.get(`/v1/cases/${ids.caseId}${path}`)).status, 200, path)
    const workings = [
      `/v1/cases/${ids.caseId}/budget-calculations`,
      `/v1/budget-calculations/${ids.budgetCalculationId}`,
    ]
    for (const path of [...workings, `${workings[1]}/explanation`, `${workings[1]}/verification`]) {
      t.equal((await broker.get(path)).status, 404, path)
      t.equal((await careCoordinator.get(path)).status, 200, path)
    }
    for (const client of [broker, auditor])
      t.equal((await client.post(`/v1/cases/${ids.caseId}/budget-previews`, wish)).status, 404)
    t.equal((await broker.get(`/v1/cases/${ids.caseId}/letters`)).status, 404)
  },
)

t.test('a broker learns the name and how to speak with the person, and nothing else of who they are', async (t) => {
  const { broker, ids } = await journeyTo(service, 'team-complete')
  const told = (await broker.get<object>(`/v1/cases/${ids.caseId}/person`)).ok
  const known = ['communicationNeeds', 'familyName', 'givenName', 'id', 'interpreterNeeded', 'language']
  t.same(Object.keys(told).sort(), known)
  t.equal((await auditor.get(`/v1/cases/${ids.caseId}/person`)).status, 404)
})

t.test('an auditor reads the sums without the ratings and without what the person has now', async (t) => {
  const { officer, ids } = await journeyTo(service, 'budget-adopted')
  const path = `/v1/budget-calculations/${ids.budgetCalculationId}`
  const whole = (await officer.get<BudgetCalculation>(path)).ok
  const told = (await auditor.get<BudgetCalculation>(path)).ok
  t.equal(told.amountPence, whole.amountPence)
  t.equal(told.contentHash, whole.contentHash)
  t.same([told.facts.ratings, told.facts.keptServices], [[], []])
  const [listed] = (await auditor.get<{ items: BudgetCalculation[] }>(`/v1/cases/${ids.caseId}/budget-calculations`)).ok
    .items
  t.same(listed?.facts, { ratings: [], keptServices: [] })
})

t.test('a broker whose token names another organisation, or none, is nobody on the case', async (t) => {
  const { ids } = await journeyTo(service, 'plan-drafted')
  const other = anOrganisation({ code: 'BRK9', kind: 'brokerage-organisation' })
  await service.as('commissioner-officer').post('/v1/organisations', other)
  for (const elsewhere of [
    service.as(anActor('broker', { organisation: 'BRK9' })),
    service.as({ sub: 'the-broker', commissioner: 'QYG', roles: ['person'] }),
  ]) {
    t.equal((await elsewhere.get(`/v1/cases/${ids.caseId}`)).status, 404)
    t.equal((await elsewhere.get(`/v1/support-plans/${ids.supportPlanId}`)).status, 404)
    const seen = (await elsewhere.get<{ items: CaseSummary[] }>('/v1/cases')).ok.items
    t.same(seen, [])
  }
})

t.test('once the case has ended a broker sees its accounts and nothing else', async (t) => {
  const { broker, person, ids } = await journeyTo(service, 'purchase-made')
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  t.equal((await broker.get(`/v1/cases/${ids.caseId}/statement`)).status, 200)
  for (const path of [`/cases/${ids.caseId}`, `/support-plans/${ids.supportPlanId}`, `/cases/${ids.caseId}/reviews`])
    t.equal((await broker.get(`/v1${path}`)).status, 404, path)
})
