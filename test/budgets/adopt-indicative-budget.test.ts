import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { aCurrentService, anAssessment, aPlan, aRating, aReason, aWish } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const calculate = async (the: Journey, wish: object) =>
  (await the.careCoordinator.post<BudgetCalculation>(`/v1/cases/${the.ids.caseId}/budget-calculations`, wish)).ok.id
const adopt = (the: Journey, budgetCalculationId: string) =>
  the.careCoordinator.post(`/v1/cases/${the.ids.caseId}/indicative-budget`, { budgetCalculationId })
const disclose = (the: Journey) =>
  the.careCoordinator.post(`/v1/cases/${the.ids.caseId}/indicative-budget/disclosure`, { how: 'in-person' })

t.test('P3: a service that the person keeps by now is not traded by an earlier calculation', async (t) => {
  const the = await journeyTo(service, 'assessment-completed', { scheme: 'northamptonshire' })
  const services = [{ service: 'talking-therapy', units: 26 }]
  const calculation = await calculate(the, { method: 'required-services', services })
  const kept = aCurrentService({ serviceCode: 'talking-therapy' })
  await the.person.post(`/v1/cases/${the.ids.caseId}/current-services`, kept)
  await refused(t, service, () => adopt(the, calculation), 'kept-service-not-tradable')
})

t.test('409: a calculation is not adopted once the ratings behind it have changed', async (t) => {
  const the = await journeyTo(service, 'budget-calculated', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const { caseId, budgetCalculationId } = the.ids
  const { ratings } = anAssessment()
  const harder = Object.fromEntries(Object.keys(ratings).map((domain) => [domain, aRating({ worstDay: 4 })]))
  const path = `/v1/cases/${caseId}/needs-assessments`
  const again = await the.careCoordinator.post<{ id: string }>(path, anAssessment({ ratings: harder }))
  await the.careCoordinator.post(`/v1/needs-assessments/${again.ok.id}/completion`)
  await refused(t, service, () => adopt(the, budgetCalculationId), 'wrong-state', 'it is worked out anew first')
  const fresh = await calculate(the, { method: 'points' })
  await refused(t, service, () => adopt(the, budgetCalculationId), 'calculation-outdated')
  t.equal((await adopt(the, fresh)).status, 201)
})

t.test('409: a budget that no tier may decide on is not adopted, so nobody plans with it for nothing', async (t) => {
  const the = await journeyTo(service, 'assessment-completed', { scheme: 'northamptonshire' })
  const limit = Math.max(
    ...(
      await the.officer.get<{ rules: { tiers: { limitPence: number | null }[] } }>(`/v1/schemes/${the.ids.schemeId}`)
    ).ok.rules.tiers.map((tier) => tier.limitPence ?? 0),
  )
  const price = 13_900
  const units = Math.ceil(limit / price) + 1
  const over = await calculate(the, { method: 'required-services', services: [{ service: 'talking-therapy', units }] })
  const { detail } = await refused(t, service, () => adopt(the, over), 'tier-missing')
  t.match(detail, /^No tier of the scheme may decide on £/)
})

t.test('P4: a plan rests until the person is told a budget that was adopted anew, and goes on after it', async (t) => {
  const the = await journeyTo(service, 'plan-signed', { wish: aWish(40_000) })
  const { supportPlanId, contentHash } = the.ids
  const body = { outcome: 'returned', contentHash, reasons: [aReason] }
  await the.careCoordinator.post(`/v1/support-plans/${supportPlanId}/decision`, body)
  await adopt(the, await calculate(the, aWish(50_000)))
  const { etag } = await the.broker.get(`/v1/support-plans/${supportPlanId}`)
  const change = () =>
    the.broker.patch<SupportPlan>(
      `/v1/support-plans/${supportPlanId}`,
      { lines: aPlan(aWish(50_000)).lines },
      { ifMatch: etag },
    )
  const submit = () => the.broker.post(`/v1/support-plans/${supportPlanId}/submission`)
  await refused(t, service, change, 'budget-not-disclosed')
  await refused(t, service, submit, 'budget-not-disclosed')
  t.equal((await disclose(the)).status, 200)
  t.equal((await change()).status, 200)
  t.equal((await submit()).status, 200)
})
