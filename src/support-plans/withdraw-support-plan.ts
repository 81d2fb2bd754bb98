import { stopClock } from '../clocks/running-repository.ts'
import { keepAgain } from '../current-services/replaced-services.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { withdrawPlan } from './ending-repository.ts'
import { toSupportPlan } from './in-force.ts'
import { openPlan } from './open-plan.ts'
import type { Plan } from './repository.ts'
import { requirePlanner } from './require-planner.ts'
import type { SupportPlan } from './schemas.ts'

/**
 * Withdraws a plan that was begun and given up, until it is before those who decide, or one that takes something away, until it takes effect. A plan in force goes on as it is, and what only the
 * withdrawn plan was to replace is kept. Another can be drafted at any time.
 */
export async function withdrawSupportPlan(tx: Tx, context: Context, id: string): Promise<Answer<SupportPlan>> {
  const { actor, now } = context
  const { budgetCase, plan } = await openPlan(
    tx,
    context,
    id,
    'draft',
    'returned',
    'awaiting-signatures',
    'awaiting-notice',
  )
  await requirePlanner(tx, budgetCase, actor, 'withdrawSupportPlan')
  const withdrawn: Plan = { ...plan, status: 'withdrawn', tier: null }
  await Promise.all([
    withdrawPlan(tx, actor, id, now),
    stopClock(tx, actor, 'reduction-notice', id, londonDate(now)),
    keepAgain(tx, context, budgetCase.id, { lines: plan.lines.map(({ key }) => key), by: 'plan-withdrawn' }),
    record(tx, actor, {
      type: 'support-plan.withdrawn',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { voidedVersion: plan.submittedVersion },
    }),
  ])
  return done(toSupportPlan(withdrawn), plan.version + 1)
}
