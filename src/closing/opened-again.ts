import type { LockedCase } from '../case-access/case.ts'
import { type AgreedLine, budgetedOf, grantedOf, listLines, usedOf } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { checkTotal } from '../rules/planning/plan-checks.ts'
import { openedAgain } from '../rules/spending/opened-again.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findBudgetLeft } from '../support-plans/budget-left.ts'
import { findEndedPlan } from '../support-plans/ending-repository.ts'
import type { Plan } from '../support-plans/repository.ts'

/** What a plan that ended with its case has if it is in force again. */
export interface OpenedAgain {
  readonly lines: readonly AgreedLine[]
  readonly unspentPence: Pence
  /** Whether it is less than was agreed, since the person spent from another budget of the period. */
  readonly isLess: boolean
}

/**
 * The lines that are open again with a plan: what was spent from another budget of its period since is gone from this one, and counts towards the
 * limit of those who agreed to it, as where it was agreed. A reviewer who agrees to the plan itself has counted that.
 */
export async function findOpenedAgain(
  reads: Reads,
  actor: Actor,
  { id: caseId, rules }: LockedCase,
  plan: Plan,
  agreedPlanId?: string,
): Promise<OpenedAgain> {
  const [budget, all] = await Promise.all([
    findBudgetLeft(reads, actor, caseId, plan.id),
    listLines(reads, actor, caseId),
  ])
  // What is paid back for waiting is beside every budget. What was only owed to the person is of the budget, and no line that is open again.
  const lines = all
    .filter((line) => line.supportPlanId === plan.id && !line.paysBack)
    .map((line) => ({ ...line, grantedPence: grantedOf(line), usedPence: usedOf(line) }))
  const agreedPence = sumPence(lines.map(budgetedOf))
  const { besidePence = 0, leftPence = 0 } = budget ?? {}
  const limitPence = Math.max(plan.agreedLimitPence ?? Number.POSITIVE_INFINITY, agreedPence) - besidePence
  const overBudget = budget && checkTotal([{ amountPence: agreedPence }], leftPence, rules).length > 0
  const roomPence = overBudget ? Math.min(limitPence, leftPence) : limitPence
  const lessPence = plan.id === agreedPlanId ? 0 : Math.min(besidePence, Math.max(0, agreedPence - roomPence))
  const usedPence = sumPence(lines.map((line) => line.usedPence))
  const grantedPence = sumPence(lines.map((line) => line.grantedPence))
  const opened = openedAgain(
    lines.filter((line) => line.wasOpen),
    grantedPence - lessPence - usedPence,
  )
  return {
    lines: opened,
    unspentPence: sumPence(opened.map((line) => grantedOf(line) - line.usedPence)),
    isLess: lessPence > 0,
  }
}

/** What there is to spend where a case is open again that ended with a budget, if that is less than was agreed. */
export async function findLessOpened(
  reads: Reads,
  actor: Actor,
  budgetCase: LockedCase,
  agreedPlanId: string | undefined,
): Promise<Pence | undefined> {
  const plan = budgetCase.endedAt === null ? undefined : await findEndedPlan(reads, actor, budgetCase.id)
  const opened = plan && (await findOpenedAgain(reads, actor, budgetCase, plan, agreedPlanId))
  return opened?.isLess ? opened.unspentPence : undefined
}
