import { DoneInstead } from '../breaches/sweep-breaches.ts'
import type { LockedCase } from '../case-access/case.ts'
import { factsOf } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { watchCover } from '../crisis-contingencies/watch-cover.ts'
import { listGoneSince } from '../ledger/spent-since-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { PaidForDays } from '../rules/payments/part-until.ts'
import { lessGone } from '../rules/spending/gone-since.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'
import { findBudgetLeft, whyNotOpened } from '../support-plans/budget-left.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'
import { asSettled, type OnAgreed, type OnReplaced, openAgreed, supersedePlan } from './put-in-force.ts'
import { shortOf, waitForBudget } from './wait-for-budget.ts'

interface OnceInForce {
  readonly onAgreed: OnAgreed
  readonly onReplaced: OnReplaced
  /** What was paid of the plan in force since then, for which days, which another domain keeps. */
  readonly listPaidSince: (
    reads: Reads,
    actor: Actor,
    of: { readonly caseId: string; readonly supportPlanId: string },
    since: Date,
  ) => Promise<ReadonlyMap<string, readonly PaidForDays[]>>
}

/**
 * Puts a plan in force whose notice is over, whenever that is found. While an appeal is open, a crisis is being met, or no money of the case may be opened, what the
 * person has stays as it is: it is looked at again the next day. So it is where the plan comes to more than is left of the budget, and that is told.
 */
export async function takeEffect(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { subjectId }: Pick<KeptClock, 'subjectId'>,
  { onAgreed, onReplaced, listPaidSince }: OnceInForce,
): Promise<Escalation> {
  const { actor, now } = context
  const { id: caseId, rules, schemeVersion } = budgetCase
  const again = { lookAgainAfter: londonDate(now) }
  const plan = await findPlan(tx, actor, subjectId)
  if (plan?.status !== 'awaiting-notice' || plan.agreedAt === null) return 'reported'
  const [appeal, { crisis }, inForce, budget, problem] = await Promise.all([
    findOpenAppeal(tx, actor, caseId),
    factsOf(tx, context, caseId),
    findPlanInForce(tx, actor, caseId),
    findBudgetLeft(tx, actor, caseId, plan.id),
    whyNotOpened(tx, context, budgetCase),
  ])
  if (appeal || crisis || problem || !inForce || !budget) return again
  const of = { caseId, supportPlanId: inForce.plan.id }
  const since = new Date(plan.agreedAt)
  const opening = async () => {
    const [gone, paid] = await Promise.all([listGoneSince(tx, actor, of, since), listPaidSince(tx, actor, of, since)])
    return lessGone(plan.lines, gone, paid, londonDate(now))
  }
  const asPlanned = await opening()
  const short = shortOf(asPlanned, budget, rules)
  if (short > 0) return waitForBudget(tx, context, budgetCase, plan.id, short)
  // What is owed for days until yesterday went of the budget in the notice as what was paid did.
  const held = await onReplaced(tx, context, caseId, inForce)
  const lines = held === inForce ? asPlanned : await opening()
  const left = held === inForce ? budget : orNotFound(await findBudgetLeft(tx, actor, caseId, plan.id))
  const shortOnceOwed = shortOf(lines, left, rules)
  // The plan in force goes on as it was, also with what it owes.
  if (shortOnceOwed > 0)
    throw new DoneInstead((tx, context, budgetCase) => waitForBudget(tx, context, budgetCase, plan.id, shortOnceOwed))
  await supersedePlan(tx, context, budgetCase, held, plan.id, asSettled)
  await openAgreed(tx, context, budgetCase, plan.id, lines, budget, onAgreed)
  // What is bought from its lines is from this day on, however much later than its notice it is.
  await setPlan(tx, actor, { ...plan, status: 'agreed', takesEffectAfter: daysAfter(londonDate(now), -1) })
  await watchCover(tx, context, caseId)
  await record(tx, actor, { type: 'support-plan.took-effect', subjectId: plan.id, caseId, at: now, schemeVersion })
  return 'reported'
}
