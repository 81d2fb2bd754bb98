import type { LockedCase } from '../case-access/case.ts'
import { restartClock, stopClock } from '../clocks/running-repository.ts'
import { findFirstPaid } from '../payments/first-paid-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { scheduleFirstReview } from '../reviews/schedule-what-follows.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { findPlan, type Plan, setPlan } from '../support-plans/repository.ts'

/** Has a plan that waits for its first payment be active once money has reached the person or their provider, after whatever can have shown that. */
export async function followFirstPayment(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  supportPlanId: string,
): Promise<void> {
  const plan = await findPlan(tx, context.actor, supportPlanId)
  if (plan?.status !== 'agreed') return
  const paidOn = await findFirstPaid(tx, supportPlanId)
  if (paidOn !== undefined) await activate(tx, context, budgetCase, plan, paidOn)
}

/** Has an active plan wait for its first payment again where nothing of it stands, after something of it was taken back; nothing else makes a plan wait again. */
export async function followTakenBack(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  supportPlanId: string,
): Promise<void> {
  const plan = await findPlan(tx, context.actor, supportPlanId)
  if (plan?.status !== 'active' || budgetCase.endedAt !== null) return
  const paidOn = await findFirstPaid(tx, supportPlanId)
  if (paidOn === undefined) await awaitAgain(tx, context, budgetCase, plan)
}

/**
 * The first payment makes the plan active, and has its first review set where none is. Its clock stops on the day of the payment: one that
 * was made in time and written down, or shown, late is no breach.
 */
async function activate(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  plan: Plan,
  paidOn: LocalDate,
): Promise<void> {
  const { actor, now } = context
  await Promise.all([
    setPlan(tx, actor, { ...plan, status: 'active' }),
    stopClock(tx, actor, 'first-payment', plan.id, paidOn),
    record(tx, actor, { type: 'support-plan.active', subjectId: plan.id, caseId: budgetCase.id, at: now }),
    scheduleFirstReview(tx, context, budgetCase, paidOn),
  ])
}

/**
 * A plan of which nothing reached anybody after all waits for its first payment again, and its clock runs on where it stood. The review that the
 * payment set stays as it is: it was promised to the person, comes no later than one counted from the next payment, and is there to ask why
 * nothing was bought.
 */
async function awaitAgain(tx: Tx, { actor, now }: Context, budgetCase: LockedCase, plan: Plan): Promise<void> {
  await Promise.all([
    setPlan(tx, actor, { ...plan, status: 'agreed' }),
    restartClock(tx, actor, 'first-payment', plan.id, 'payment-made', londonDate(now)),
    record(tx, actor, { type: 'support-plan.awaits-payment', subjectId: plan.id, caseId: budgetCase.id, at: now }),
  ])
}
