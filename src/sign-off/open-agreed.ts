import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import { openLines } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { londonDate } from '../shared/dates.ts'

/** Opens the lines that were agreed for spending, and starts the clock of the first payment. */
export async function openAgreed(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
): Promise<void> {
  const clock = {
    caseId: budgetCase.id,
    kind: 'first-payment',
    subjectId: planId,
    workingDays: budgetCase.rules.clocks.firstPayment,
  } as const
  await Promise.all([
    openLines(tx, actor, { caseId: budgetCase.id, id: planId, lines }, now),
    startClock(tx, actor, clock, londonDate(now)),
  ])
}
