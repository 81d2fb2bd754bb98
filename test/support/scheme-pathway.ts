import type { Static } from '@sinclair/typebox'
import type { BudgetInputs } from '../../src/budgets/input-schemas.ts'
import type { BudgetCalculation, IndicativeBudget } from '../../src/budgets/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { PlanLine } from '../../src/support-plans/line-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import type { Client } from './client.ts'
import type { Journey } from './journey.ts'
import { aPlan } from './pathway-builders.ts'

/** Works the budget out, adopts it and tells the person. */
export async function toldBudget(
  journey: Journey,
  inputs: Static<typeof BudgetInputs>,
): Promise<{ calculation: BudgetCalculation; budget: IndicativeBudget }> {
  const at = `/v1/cases/${journey.ids.caseId}`
  const calculation = (await journey.careCoordinator.post<BudgetCalculation>(`${at}/budget-calculations`, inputs)).ok
  await journey.careCoordinator.post(`${at}/indicative-budget`, { budgetCalculationId: calculation.id })
  const budget = (
    await journey.careCoordinator.post<IndicativeBudget>(`${at}/indicative-budget/disclosure`, { how: 'in-person' })
  ).ok
  return { calculation, budget }
}

export interface Submitted {
  readonly plan: SupportPlan
  readonly route: SignOffRoute
}

/** A plan with these lines, submitted by those who plan. */
export async function submittedPlan(
  journey: Journey,
  planner: Client,
  lines: Static<typeof PlanLine>[],
): Promise<Submitted> {
  const drafted = await planner.post<SupportPlan>(
    `/v1/cases/${journey.ids.caseId}/support-plans`,
    aPlan(undefined, { lines }),
  )
  const plan = (await planner.post<SupportPlan>(`/v1/support-plans/${drafted.ok.id}/submission`)).ok
  const route = (await journey.person.get<SignOffRoute>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  return { plan, route }
}

/** Everybody who must sign signs, and the plan as it then stands. */
export async function signedPlan(journey: Journey, { plan, route }: Submitted): Promise<SupportPlan> {
  const signers: Record<string, Client> = {
    broker: journey.broker,
    person: journey.person,
    'care-coordinator': journey.careCoordinator,
  }
  let signed = plan
  for (const { caseRole } of route.signatures) {
    const body = { caseRole, how: 'online', contentHash: plan.contentHash }
    const answer = await signers[caseRole]?.post<{ supportPlan: SupportPlan }>(
      `/v1/support-plans/${plan.id}/signatures`,
      body,
    )
    if (answer) signed = answer.ok.supportPlan
  }
  return signed
}

export function decision(client: Client, plan: SupportPlan, more: object = {}) {
  const body = { outcome: 'agreed', contentHash: plan.contentHash, reasons: [], ...more }
  return client.post<{ decision: Decision; supportPlan: SupportPlan }>(`/v1/support-plans/${plan.id}/decision`, body)
}

export function vote(client: Client, plan: SupportPlan, agrees = true) {
  return client.post<SignOffRoute>(`/v1/support-plans/${plan.id}/votes`, {
    agrees,
    contentHash: plan.contentHash,
    reasons: [],
  })
}
