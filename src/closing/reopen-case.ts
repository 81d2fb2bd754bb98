import type { LockedCase } from '../case-access/case.ts'
import { setEnding } from '../case-access/kept-repository.ts'
import { findRival } from '../case-access/repository.ts'
import { restartClock } from '../clocks/running-repository.ts'
import { carryHeld } from '../ledger/held-repository.ts'
import { reopenLines } from '../ledger/reopened-repository.ts'
import { reopenReserve } from '../ledger/reserve-repository.ts'
import { askAgain } from '../payees/ask-about-payee.ts'
import { findFirstPaid } from '../payments/first-paid-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { reopenReviews } from '../reviews/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { whyNotOpened } from '../support-plans/budget-left.ts'
import { findEndedPlan, redraftWithdrawn, reopenPlan } from '../support-plans/ending-repository.ts'
import { findOpenedAgain } from './opened-again.ts'

/**
 * Why a case that had ended is not opened again: the person has begun anew; its budget would be a second one, or theirs who died; or, where nobody
 * decides on money by it, the person has spent from another budget of the period what those who agreed to this one could not agree to as well.
 */
export async function whyNotReopened(tx: Tx, context: Context, budgetCase: LockedCase): Promise<Problem | undefined> {
  const { actor } = context
  const [rival, plan] = await Promise.all([findRival(tx, actor, budgetCase), findEndedPlan(tx, actor, budgetCase.id)])
  if (rival)
    return new Problem('wrong-state', 'The person has another case in this scheme, which goes on', {
      conflict: { kind: 'case', id: rival.id },
    })
  if (!plan) return undefined
  const { isLess } = await findOpenedAgain(tx, actor, budgetCase, plan)
  return isLess
    ? new Problem('wrong-state', 'The person has spent from another budget since: a new case has what is left')
    : whyNotOpened(tx, context, budgetCase)
}

/** Why the budget that ended with a case is not opened again, if it had one: all that is in the way of money, and nothing else. */
export async function whyBudgetNotOpened(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
): Promise<Problem | undefined> {
  const plan = await findEndedPlan(tx, context.actor, budgetCase.id)
  return plan ? whyNotOpened(tx, context, budgetCase) : undefined
}

/**
 * Opens a case again that had ended, since an appeal was won, or what ended it was not so: the plan that ended with it is in force again, its lines
 * have what was released, the reviews that were still open are to come, and a draft that was withdrawn by the end can be finished, save one that is agreed by the appeal. The days in between do not count.
 * Whoever opens it has asked why not.
 */
export async function reopenCase(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  agreedPlanId?: string,
): Promise<void> {
  const { actor, now } = context
  const today = londonDate(now)
  const [plan, reviews] = await Promise.all([
    findEndedPlan(tx, actor, budgetCase.id),
    reopenReviews(tx, actor, budgetCase.id),
    setEnding(tx, actor, budgetCase.id, null),
    budgetCase.endedAt && redraftWithdrawn(tx, actor, budgetCase.id, budgetCase.endedAt, agreedPlanId),
  ])
  const waiting = reviews.filter(({ status }) => status === 'awaiting-decision')
  await Promise.all(waiting.map(({ id }) => restartClock(tx, actor, 'finding-decision', id, 'budget-ended', today)))
  await askAgain(tx, context, budgetCase.id)
  if (!plan) return
  const { lines, unspentPence } = await findOpenedAgain(tx, actor, budgetCase, plan, agreedPlanId)
  const reached = (await findFirstPaid(tx, plan.id)) !== undefined
  await Promise.all([
    reopenPlan(tx, actor, plan.id, reached ? 'active' : 'agreed'),
    reopenLines(tx, actor, budgetCase.id, lines, now),
    reopenReserve(tx, actor, budgetCase.id, plan.id, now),
    reached ? undefined : restartClock(tx, actor, 'first-payment', plan.id, 'budget-ended', today),
    record(tx, actor, {
      type: 'support-plan.reopened',
      subjectId: plan.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { availablePence: unspentPence },
    }),
  ])
  // What was paid for a plan before, while the case had ended, goes on with the lines that are open again.
  await carryHeld(tx, actor, budgetCase.id, now)
  // What was planned before it ended was given up with its money.
  replanPayments(tx, context, budgetCase.id)
}
