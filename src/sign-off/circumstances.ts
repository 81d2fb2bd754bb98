import { isIdentityConfirmed } from '../case-progress/identity-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { conditionsOf } from '../rules/sign-off/conditions.ts'
import type { ForcingCondition } from '../rules/sign-off/sign-off-rules.ts'
import { type BudgetLeft, findBudgetLeft } from '../support-plans/budget-left.ts'
import { findPlanInForce, linesOpened, type PlanInForce } from '../support-plans/in-force.ts'
import type { Plan } from '../support-plans/repository.ts'
import { type DeclaredConflict, listConflicts } from './conflicts-repository.ts'

/** What a plan is checked against: what it can cost, who has declared a conflict on it, the other plan that is in force beside it, and who the person is. */
export interface PlanCircumstances {
  readonly budget: BudgetLeft | undefined
  readonly conflicts: readonly DeclaredConflict[]
  readonly beside: PlanInForce | undefined
  readonly identityConfirmed: boolean
}

export async function findCircumstances(
  reads: Reads,
  actor: Actor,
  { id, caseId }: Pick<Plan, 'id' | 'caseId'>,
): Promise<PlanCircumstances> {
  const [budget, conflicts, inForce, identityConfirmed] = await Promise.all([
    findBudgetLeft(reads, actor, caseId, id),
    listConflicts(reads, actor, id),
    findPlanInForce(reads, actor, caseId),
    isIdentityConfirmed(reads, actor, caseId),
  ])
  return { budget, conflicts, beside: inForce?.plan.id === id ? undefined : inForce, identityConfirmed }
}

/** The conditions that a plan meets now, of those that can force it to a higher tier. */
export function conditionsOfPlan(
  rules: SchemeRules,
  plan: Plan,
  { budget, conflicts, beside }: PlanCircumstances,
): ForcingCondition[] {
  return conditionsOf(rules, plan, {
    budgetPence: budget?.leftPence,
    conflictDeclared: conflicts.length > 0,
    linesNow: beside ? linesOpened(beside.plan, beside.opened) : [],
  })
}
