import { findIndicativeBudget } from '../budgets/repository.ts'
import type { LockedCase } from '../case-access/case.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { settleReplaced } from '../closing/settle-before-closing.ts'
import { followAgreement } from '../cover-gaps/follow-agreement.ts'
import type { Shares } from '../ledger/book-repository.ts'
import { listLines } from '../ledger/lines-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openAgreed, openMore, supersedePlan } from '../sign-off/put-in-force.ts'
import { undecided } from '../support-plans/ending-repository.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findPlanInFlight, type Plan, setPlan, setSuperseded } from '../support-plans/repository.ts'

/**
 * Overturned: the plan is agreed as it stood, every line of it opens, and it takes the place of any other. Varied: what was not agreed
 * is planned and decided on again, with the reviewer's reasons; where another plan is on its way already, in that one.
 */
export async function followOnPlan(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  plan: Plan,
  outcome: 'varied' | 'overturned',
  shares: Shares | null,
): Promise<void> {
  const { actor, now } = context
  const inFlight = await findPlanInFlight(tx, actor, budgetCase.id)
  const another = inFlight?.id === plan.id ? undefined : inFlight
  if (outcome === 'varied') return planAgain(tx, context, plan, inFlight)
  if (another)
    await Promise.all([
      setSuperseded(tx, actor, another.id, plan.id),
      stopClock(tx, actor, 'plan-decision', another.id, londonDate(now)),
    ])
  await agreeWhole(tx, context, budgetCase, plan, shares)
}

/**
 * A plan that was agreed with something taken away, and has not taken effect: overturned, it is given up, and the person keeps what they have;
 * varied, it is planned and decided on again.
 */
export async function followOnReduction(
  tx: Tx,
  { actor, now }: Context,
  plan: Plan,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const status = outcome === 'overturned' ? 'withdrawn' : 'returned'
  await stopClock(tx, actor, 'reduction-notice', plan.id, londonDate(now))
  await setPlan(tx, actor, { ...plan, ...undecided, status })
}

/** A plan that was turned down goes back to those who plan; one that was agreed in part, or has gone, is followed by a changed plan. */
async function planAgain(tx: Tx, { actor }: Context, plan: Plan, inFlight: Plan | undefined): Promise<void> {
  if (plan.status === 'returned' || (plan.status === 'refused' && !inFlight))
    await setPlan(tx, actor, { ...plan, status: 'returned', tier: null })
}

async function agreeWhole(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  plan: Plan,
  shares: Shares | null,
): Promise<void> {
  const { actor, now } = context
  const first = plan.agreedAt === null
  const [inForce, budget] = await Promise.all([
    first ? findPlanInForce(tx, actor, budgetCase.id) : undefined,
    findIndicativeBudget(tx, actor, budgetCase.id),
  ])
  if (inForce) await supersedePlan(tx, context, budgetCase, inForce, plan.id, settleReplaced)
  const open = new Set(
    (await listLines(tx, actor, budgetCase.id))
      .filter((line) => line.supportPlanId === plan.id)
      .map((line) => line.key),
  )
  const lines = plan.lines.filter((line) => !open.has(line.key))
  const spending = plan.status === 'active'
  await Promise.all([
    setPlan(tx, actor, {
      ...plan,
      status: spending ? 'active' : 'agreed',
      tier: null,
      agreedAt: plan.agreedAt ?? now.toISOString(),
      agreedPence: plan.totalPence,
      period: plan.period ?? budget?.period ?? null,
    }),
    first
      ? openAgreed(tx, context, budgetCase, plan.id, lines, budget, followAgreement, shares)
      : openMore(tx, context, budgetCase, plan.id, lines),
  ])
  replanPayments(tx, context, budgetCase.id)
}
