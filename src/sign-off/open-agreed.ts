import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import { openLines } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { londonDate } from '../shared/dates.ts'
import { whyNotOpened } from '../support-plans/budget-left.ts'

/** Opens more lines of a plan for spending. */
export async function openMore(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
): Promise<void> {
  if (lines.length === 0) return
  const problem = await whyNotOpened(tx, context, budgetCase)
  if (problem) throw problem
  await openLines(tx, context.actor, { caseId: budgetCase.id, id: planId, lines }, context.now)
}

/** Opens the lines that were agreed for spending, and starts the clock of the first payment. */
export async function openAgreed(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
): Promise<void> {
  await openMore(tx, context, budgetCase, planId, lines)
  const clock = {
    caseId: budgetCase.id,
    kind: 'first-payment',
    subjectId: planId,
    workingDays: budgetCase.rules.clocks.firstPayment,
  } as const
  await startClock(tx, context.actor, clock, londonDate(context.now))
}
