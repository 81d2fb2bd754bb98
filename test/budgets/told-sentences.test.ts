import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import { contentHash } from '../../src/platform/audit/content-hash.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

/** As if the service had told the steps in other words when it made the calculation. */
const toldOtherwise = (id: string) =>
  service.database.sql(
    `update budget_calculation set steps = (select json_agg(step::jsonb || '{"sentence":"It was told in other words."}')
      from json_array_elements(steps) step) where budget_calculation_id = $1`,
    [id],
  )
const verification = async (id: string) =>
  (await service.as('commissioner-officer').get<object>(`/v1/budget-calculations/${id}/verification`)).ok

t.test('better words make no calculation another one: it verifies, and it can be adopted', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const { caseId, budgetCalculationId: id } = journey.ids
  await toldOtherwise(id)
  t.match(await verification(id), { storedIntact: true, same: true })
  const adopted = await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget`, {
    budgetCalculationId: id,
  })
  t.equal(adopted.status, 201)
})

t.test(
  'what the person was told is kept: a calculation and its explanation are read in the words of the day',
  async (t) => {
    const journey = await journeyTo(service, 'budget-calculated')
    const path = `/v1/budget-calculations/${journey.ids.budgetCalculationId}`
    await toldOtherwise(journey.ids.budgetCalculationId)
    const { steps } = (await journey.person.get<BudgetCalculation>(path)).ok
    for (const { sentence } of steps) t.equal(sentence, 'It was told in other words.')
    t.match((await journey.person.get<string>(`${path}/explanation`)).ok, /It was told in other words\./)
  },
)

t.test('a calculation that was hashed with its sentences is verified as it was told', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const { caseId, budgetCalculationId } = journey.ids
  await toldOtherwise(budgetCalculationId)
  const stored = (await journey.person.get<BudgetCalculation>(`/v1/budget-calculations/${budgetCalculationId}`)).ok
  const { id, caseId: _, calculatedAt: __, contentHash: ___, ...content } = stored
  await service.database.sql(
    'update budget_calculation set content_hash = $2, sentences_hashed = true where budget_calculation_id = $1',
    [id, contentHash(content)],
  )
  t.match(await verification(id), { keptHash: contentHash(content), storedIntact: true, same: true })
  const adopted = await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget`, { budgetCalculationId })
  t.equal(adopted.status, 201)
  await service.database.sql(
    'update budget_calculation set amount_pence = amount_pence + 1 where budget_calculation_id = $1',
    [id],
  )
  t.match(await verification(id), { storedIntact: false, same: false })
})
