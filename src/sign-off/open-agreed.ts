import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import { openLines } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
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

/** The last day on which the person goes on having what a plan that is agreed today takes away. */
export const takesEffectAfter = ({ preventive }: Pick<SchemeRules, 'preventive'>, now: Date): LocalDate =>
  workingDaysAfter(londonDate(now), preventive.noticeWorkingDays)

/** Starts the notice of a plan that takes something away. */
export async function giveNotice(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  planId: string,
): Promise<void> {
  const workingDays = budgetCase.rules.preventive.noticeWorkingDays
  const clock = { caseId: budgetCase.id, kind: 'reduction-notice', subjectId: planId, workingDays } as const
  await startClock(tx, actor, clock, londonDate(now))
}
