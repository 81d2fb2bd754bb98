import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService, anAssessment, aPlan, aRating, aReason, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const calculate = async (journey: Journey, wish: object) =>
  (await journey.careCoordinator.post<BudgetCalculation>(`/v1/cases/${journey.ids.caseId}/budget-calculations`, wish))
    .ok.id
const adopt = (journey: Journey, budgetCalculationId: string) =>
  journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/indicative-budget`, { budgetCalculationId })
const disclose = (journey: Journey) =>
  journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/indicative-budget/disclosure`, { how: 'in-person' })

t.test('P3: a service that the person keeps by now is not traded by an earlier calculation', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'northamptonshire' })
  const services = [{ service: 'talking-therapy', units: 26 }]
  const calculation = await calculate(journey, { method: 'required-services', services })
  const kept = aCurrentService({ serviceCode: 'talking-therapy' })
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/current-services`, kept)
  await refused(t, service, () => adopt(journey, calculation), 'kept-service-not-tradable')
})

t.test('409: a calculation is not adopted once the ratings behind it have changed', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const { caseId, budgetCalculationId } = journey.ids
  const { ratings } = anAssessment()
  const harder = Object.fromEntries(Object.keys(ratings).map((domain) => [domain, aRating({ worstDay: 4 })]))
  const path = `/v1/cases/${caseId}/needs-assessments`
  const again = await journey.careCoordinator.post<{ id: string }>(path, anAssessment({ ratings: harder }))
  await journey.careCoordinator.post(`/v1/needs-assessments/${again.ok.id}/completion`)
  await refused(t, service, () => adopt(journey, budgetCalculationId), 'wrong-state', 'it is worked out anew first')
  const fresh = await calculate(journey, { method: 'points' })
  await refused(t, service, () => adopt(journey, budgetCalculationId), 'calculation-outdated')
  t.equal((await adopt(journey, fresh)).status, 201)
})

t.test('409: a budget that no tier may decide on is not adopted, so nobody plans with it for nothing', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'northamptonshire' })
  const limit = Math.max(
    ...(
      await journey.officer.get<{ rules: { tiers: { limitPence: number | null }[] } }>(
        `/v1/schemes/${journey.ids.schemeId}`,
      )
    ).ok.rules.tiers.map((tier) => tier.limitPence ?? 0),
  )
  const price = 13_900
  const units = Math.ceil(limit / price) + 1
  const over = await calculate(journey, {
    method: 'required-services',
    services: [{ service: 'talking-therapy', units }],
  })
  const { detail } = await refused(t, service, () => adopt(journey, over), 'tier-missing')
  t.match(detail, /^No tier of the scheme may decide on £/)
})

t.test('P4: a plan rests until the person is told a budget that was adopted anew, and goes on after it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const { supportPlanId, contentHash } = journey.ids
  const body = { outcome: 'returned', contentHash, reasons: [aReason] }
  await journey.careCoordinator.post(`/v1/support-plans/${supportPlanId}/decision`, body)
  await adopt(journey, await calculate(journey, aWish(50_000)))
  const { etag } = await journey.broker.get(`/v1/support-plans/${supportPlanId}`)
  const change = () =>
    journey.broker.patch<SupportPlan>(
      `/v1/support-plans/${supportPlanId}`,
      { lines: aPlan(aWish(50_000)).lines },
      { ifMatch: etag },
    )
  const submit = () => journey.broker.post(`/v1/support-plans/${supportPlanId}/submission`)
  await refused(t, service, change, 'budget-not-disclosed')
  await refused(t, service, submit, 'budget-not-disclosed')
  t.equal((await disclose(journey)).status, 200)
  t.equal((await change()).status, 200)
  t.equal((await submit()).status, 200)
})

t.test('201: a calculation that cites its source by the short name of before is current', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const id = await calculate(journey, aWish(40_000))
  const shortened = `update budget_calculation set steps =
    replace(steps::text, 'Mind, report on personal health budgets in mental health, 2013:', 'S2:')::jsonb
    where budget_calculation_id = $1 and steps::text like '%, 2013:%' returning 1`
  t.equal((await service.database.sql(shortened, [id])).length, 1)
  t.equal((await adopt(journey, id)).status, 201)
})
