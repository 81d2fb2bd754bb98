import { findIndicativeBudget, spendable } from '../budgets/repository.ts'
import type { IndicativeBudget } from '../budgets/schemas.ts'
import type { Belonging, LockedCase } from '../case-access/case.ts'
import { findDeath } from '../case-access/repository.ts'
import { budgetedOf } from '../ledger/lines-repository.ts'
import { findDoubleWithBudget, sumSpentBeside } from '../ledger/spent-beside-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { type Element, type ElementsLeft, elementsExceeded, elementsLeft } from '../rules/planning/elements.ts'
import { checkTotal, type PlanLine } from '../rules/planning/plan-checks.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlanInForce } from './in-force.ts'
import type { Plan } from './repository.ts'

/** The indicative budget in force, what went on other plans in its period, and what a plan can cost: less that, and what is kept for a crisis. */
export type BudgetLeft = IndicativeBudget & {
  readonly leftPence: Pence
  readonly besidePence: Pence
  /** Where the budget has two elements, what a plan can cost of each. */
  readonly elementsLeft: ElementsLeft
}

/** What a plan counts as towards a limit: all that was agreed in the period, as far as it is spent, with this plan in the place of the one in force. */
export function countedPence({ totalPence }: Pick<Plan, 'totalPence'>, budget: BudgetLeft | undefined): Pence {
  return sumPence([totalPence, budget?.besidePence ?? 0])
}

export async function findBudgetLeft(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
  planId: string,
): Promise<BudgetLeft | undefined> {
  const [budget, spent] = await Promise.all([
    findIndicativeBudget(reads, actor, of),
    sumSpentBeside(reads, actor, of, planId),
  ])
  if (!budget) return undefined
  const { pence: besidePence, ofElements } = spent
  const leftPence = Math.max(0, spendable(budget) - besidePence)
  return { ...budget, besidePence, leftPence, elementsLeft: elementsLeft(budget.shares, ofElements) }
}

/** Refuses to open lines that come to more than is left, where the scheme has no tier for that: money may have gone on another plan since the check. */
export function requireBudgetLeft(
  rules: SchemeRules,
  budget: BudgetLeft | undefined,
  lines: readonly PlanLine[],
): void {
  const left = orNotFound(budget, 'budget-not-disclosed')
  const ofElements = rules.split.kind === 'layered' ? elementsExceeded(lines, left.elementsLeft) : []
  const errors = [...checkTotal(lines, left.leftPence, rules), ...ofElements]
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
}

/**
 * What of the indicative budget the plan in force leaves, and of what those who agreed to it could agree to: what was bought under a plan
 * before can still be paid from it. Of an element it is no more than that leaves.
 */
export async function findUnclaimed(tx: Reads, actor: Actor, caseId: string, element: Element | null): Promise<Pence> {
  const inForce = await findPlanInForce(tx, actor, caseId)
  const budget = inForce && (await findBudgetLeft(tx, actor, caseId, inForce.plan.id))
  if (!budget) return 0
  const agreed = sumPence(inForce.opened.map(budgetedOf))
  const limit = inForce.plan.agreedLimitPence ?? Number.POSITIVE_INFINITY
  const ofAll = Math.min(budget.leftPence, limit - budget.besidePence) - agreed
  if (element === null) return Math.max(0, ofAll)
  const ofElement = sumPence(inForce.opened.filter((line) => line.element === element).map(budgetedOf))
  return Math.max(0, Math.min(ofAll, budget.elementsLeft[element] - ofElement))
}

/**
 * Why no money of a case is opened, whoever agreed to it and however it comes to be open, for the first time or again: the person may have
 * a second budget under another record, until somebody has settled what the records are; or a death of theirs is recorded, on whichever case.
 */
export async function whyNotOpened(tx: Tx, context: Context, budgetCase: LockedCase): Promise<Problem | undefined> {
  const { actor, now } = context
  const [id, death] = await Promise.all([
    findDoubleWithBudget(tx, actor, budgetCase, londonDate(now)),
    findDeath(tx, actor, budgetCase.personId),
  ])
  if (id !== undefined)
    return new Problem(
      'likely-double-unsettled',
      'Two officers of the commissioner say first what the two records are',
      { conflict: { kind: 'likely-double', id } },
    )
  return death && new Problem(death.confirmed ? 'death-recorded' : 'death-reported')
}
