import type { LockedCase } from '../case-access/case.ts'
import { factsOf } from '../case-access/open-for-writing.ts'
import { startClock } from '../clocks/running-repository.ts'
import { openLines } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { londonDate } from '../shared/dates.ts'
import { findDoubleWithBudget } from '../support-plans/repository.ts'

/** Refuses a second budget for who may be one person with two records, until somebody has settled what the records are. */
async function requireNoSecondBudget(tx: Tx, actor: Actor, { personId }: LockedCase): Promise<void> {
  const id = await findDoubleWithBudget(tx, actor, personId)
  if (id !== undefined)
    throw new Problem('likely-double-unsettled', `Officers of the commissioner settle the likely double ${id}`, {
      conflict: { kind: 'likely-double', id },
    })
}

/** Opens the lines that were agreed for spending, and starts the clock of the first payment. */
export async function openAgreed(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
): Promise<void> {
  const { actor, now } = context
  await requireNoSecondBudget(tx, actor, budgetCase)
  if ((await factsOf(tx, context, budgetCase.id)).deathReport) throw new Problem('death-reported')
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
