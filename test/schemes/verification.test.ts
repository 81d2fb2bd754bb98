import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { insertCases } from '../support/many-cases.ts'
import { presetNames, presetRules, provisioned, published, uplift } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { standing } from '../support/standing-cases.ts'

const service = await startService(t)

interface Verification {
  readonly schemeVersion: number
  readonly keptHash: string
  readonly computedHash: string | null
  readonly storedIntact: boolean
  readonly same: boolean
}
const verify = async (id: string, client = service.as('commissioner-officer')) =>
  (await client.get<Verification>(`/v1/budget-calculations/${id}/verification`)).ok

t.test(
  'after two changes of the rules a stored calculation gives the same bytes, also after the case went over to new ones',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed')
    const id = journey.ids.budgetCalculationId
    const stored = (await journey.person.get<BudgetCalculation>(`/v1/budget-calculations/${id}`)).ok
    const budget = { method: 'one-off', ceilingPence: 90_000, source: 'a test' } as const
    await published(service, '2026-12-01', { budget: { ...budget, floorPence: 50_000 } })
    await published(service, '2026-12-02', { budget: { ...budget, floorPence: 1 } })
    service.clock.set('2027-01-04T09:30:00Z')
    const same = { schemeVersion: 1, keptHash: stored.contentHash, computedHash: stored.contentHash, same: true }
    t.match(await verify(id, journey.person), { ...same, storedIntact: true })
    await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/scheme-version`, { version: 3 })
    t.match(await verify(id, journey.person), same)
    const path = `/v1/cases/${journey.ids.caseId}/budget-calculations`
    const again = await journey.careCoordinator.post<BudgetCalculation>(path, journey.wish)
    t.match(await verify(again.ok.id), { schemeVersion: 3, same: true })
    t.not(again.ok.contentHash, stored.contentHash, 'another version is another calculation')
    t.same(
      (await journey.person.get<BudgetCalculation>(`/v1/budget-calculations/${id}`)).ok,
      stored,
      'what is stored stays',
    )
  },
)

t.test('for every method and every kind of split, byte for byte, after two changes of the rules', async (t) => {
  const schemes = await provisioned(service)
  service.clock.set('2027-02-01T09:30:00Z')
  for (const name of presetNames) {
    const schemeId = schemes[name]
    if (!schemeId) throw new Error(name)
    const rules = await presetRules(name)
    await insertCases(service.database.ownerUrl, { schemeId, version: 1, rules }, standing(name, 3))
    if (name !== 'merseyside-one-off') {
      await published(service, '2027-03-01', uplift(rules, 100), schemeId)
      await published(service, '2027-04-01', uplift(rules, 333), schemeId)
    }
    const stored = await service.database.sql<{ id: string }>(
      `select budget_calculation_id as id from budget_calculation join budget_case using (commissioner_id, case_id) where scheme_id = $1`,
      [schemeId],
    )
    t.ok(stored.length >= 3, name)
    for (const { id } of stored) t.ok((await verify(id)).same, name)
  }
})

t.test('what was changed behind the service is told', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const id = journey.ids.budgetCalculationId
  t.ok((await verify(id)).same)
  await service.database.sql(
    'update budget_calculation set amount_pence = amount_pence + 1 where budget_calculation_id = $1',
    [id],
  )
  t.match(await verify(id), { storedIntact: false, same: false })
  await service.database.sql(
    `update budget_calculation set amount_pence = amount_pence - 1, inputs = '{"method":"one-off","items":[]}' where budget_calculation_id = $1`,
    [id],
  )
  t.match(await verify(id), { storedIntact: false, computedHash: null, same: false })
})

t.test('404: for those who do not see the case', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const path = `/v1/budget-calculations/${journey.ids.budgetCalculationId}/verification`
  for (const who of [inTenant('QOP', 'commissioner-officer'), anActor('person', { sub: 'a-stranger' })])
    await refused(t, service, () => service.as(who).get(path), 'not-found')
  const unknown = `/v1/budget-calculations/${unknownId()}/verification`
  await refused(t, service, () => service.as('commissioner-officer').get(unknown), 'not-found')
})
