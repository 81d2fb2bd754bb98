import { findIndicativeBudget } from '../budgets/repository.ts'
import type { LockedCase } from '../case-access/case.ts'
import { postCarryOver } from '../ledger/carried-repository.ts'
import { type AgreedLine, leftOf, listLines, usedOf } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlan } from '../support-plans/repository.ts'
import { endPeriod } from './end-period.ts'
import { findReplacedPlanId } from './repository.ts'

/**
 * What the person keeps of the period before goes to the lines of the same key, category and element in the plan that was agreed, beside what was agreed for them. Within one
 * period what came over before goes on, as far as it is not spent.
 */
export async function carryOver(tx: Tx, context: Context, budgetCase: LockedCase): Promise<void> {
  const { actor, now } = context
  const caseId = budgetCase.id
  const [lines, budget, replaced] = await Promise.all([
    listLines(tx, actor, caseId),
    findIndicativeBudget(tx, actor, caseId),
    findReplacedPlanId(tx, actor, caseId),
  ])
  const open = lines.filter(({ status }) => status === 'active')
  const planId = open[0]?.supportPlanId
  if (!planId || !replaced || !budget) return
  const before = await findPlan(tx, actor, replaced)
  if (!before?.period) return
  const closed = lines.filter(({ supportPlanId }) => supportPlanId === replaced)
  const isNext = budget.period.from > before.period.from
  const end = isNext ? await endPeriod(tx, context, budgetCase, before, closed) : undefined
  const keptOf = (line: AgreedLine) =>
    isNext ? (end?.lines.find(({ planLineId }) => planLineId === line.id)?.carriedPence ?? 0) : carriedLeftOf(line)
  const carried = closed.flatMap((line) => {
    const to = open.find((other) => isSameMoney(line, other))
    const pence = Math.max(0, Math.min(keptOf(line), leftOf(line)))
    return to && pence > 0 ? [{ fromLineId: line.id, planLineId: to.id, pence }] : []
  })
  if (carried.length === 0) return
  await postCarryOver(tx, actor, caseId, carried, now)
  const facts = {
    planLineIds: carried.map(({ planLineId }) => planLineId),
    carriedPence: sumPence(carried.map(({ pence }) => pence)),
  }
  await record(tx, actor, { type: 'budget-period.carried-over', subjectId: planId, caseId, at: now, facts })
}

/** What came over to a line before and was not used: what is used is of that first. */
export const carriedLeftOf = (line: AgreedLine): Pence => Math.max(0, line.carriedPence - usedOf(line))

/** Whether a line is for the same as one of the plan before, so that no money comes to what another funder pays for, or what is fenced. */
export const isSameMoney = (line: AgreedLine, other: AgreedLine): boolean =>
  line.key === other.key && line.category === other.category && line.element === other.element
