import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import { conditionsOf } from '../rules/conditions.ts'
import type { SchemeRules } from '../rules/scheme-rules.ts'
import type { ForcingCondition } from '../rules/sign-off-rules.ts'
import { findBudgetLeft } from './budget-left.ts'
import { listConflicts } from './conflicts-repository.ts'
import { findPlanInForce, linesOpened } from './in-force.ts'
import type { Plan } from './repository.ts'

/** The conditions that a plan meets as it stands, of those that can force it to a higher tier. */
export async function conditionsOfPlan(
  reads: Reads,
  actor: Actor,
  rules: SchemeRules,
  plan: Plan,
): Promise<ForcingCondition[]> {
  const [budget, conflicts, before] = await Promise.all([
    findBudgetLeft(reads, actor, plan.caseId, plan.id),
    listConflicts(reads, actor, plan.id),
    findPlanInForce(reads, actor, plan.caseId),
  ])
  return conditionsOf(rules, plan, {
    budgetPence: budget?.leftPence,
    conflictDeclared: conflicts.length > 0,
    linesNow: before && before.plan.id !== plan.id ? linesOpened(before.plan, before.opened) : [],
  })
}
