import type { Static } from '@sinclair/typebox'
import type { BudgetInputs } from '../../src/budgets/input-schemas.ts'
import type { BudgetCalculation, IndicativeBudget } from '../../src/budgets/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/schemas.ts'
import type { PlanLine, SupportPlan } from '../../src/support-plans/schemas.ts'
import type { Client } from './client.ts'
import type { Journey } from './journey.ts'
import { aPlan } from './road-builders.ts'

/** Works the budget out, adopts it and tells the person. */
export async function toldBudget(
  the: Journey,
  inputs: Static<typeof BudgetInputs>,
): Promise<{ calculation: BudgetCalculation; budget: IndicativeBudget }> {
  const at = `/v1/cases/${the.ids.caseId}`
  const calculation = (await the.careCoordinator.post<BudgetCalculation>(`${at}/budget-calculations`, inputs)).ok
  await the.careCoordinator.post(`${at}/indicative-budget`, { budgetCalculationId: calculation.id })
  const budget = (
    await the.careCoordinator.post<IndicativeBudget>(`${at}/indicative-budget/disclosure`, { how: 'in-person' })
  ).ok
  return { calculation, budget }
}

export interface Submitted {
  readonly plan: SupportPlan
  readonly route: SignOffRoute
}

/** A plan with these lines, submitted by whoever plans. */
export async function submittedPlan(
  the: Journey,
  planner: Client,
  lines: Static<typeof PlanLine>[],
): Promise<Submitted> {
  const drafted = await planner.post<SupportPlan>(
    `/v1/cases/${the.ids.caseId}/support-plans`,
    aPlan(undefined, { lines }),
  )
  const plan = (await planner.post<SupportPlan>(`/v1/support-plans/${drafted.ok.id}/submission`)).ok
  const route = (await the.person.get<SignOffRoute>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  return { plan, route }
}

/** Everybody who must sign signs, and the plan as it then stands. */
export async function signedPlan(the: Journey, { plan, route }: Submitted): Promise<SupportPlan> {
  const signers: Record<string, Client> = {
    broker: the.broker,
    person: the.person,
    'care-coordinator': the.careCoordinator,
  }
  let signed = plan
  for (const { capacity } of route.signatures) {
    const body = { capacity, how: 'online', contentHash: plan.contentHash }
    const answer = await signers[capacity]?.post<{ supportPlan: SupportPlan }>(
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
