import type { LockedCase } from '../cases/case.ts'
import { restartClock } from '../cases/clocks.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Context, found } from '../platform/operation.ts'
import { findReview, insertReviewUnlessScheduled, voidReview } from '../reviews/repository.ts'
import type { Moment } from '../rules/progress.ts'
import { nextReviewDueOn } from '../rules/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { listPlans, type Plan } from '../support-plans/repository.ts'

/**
 * What the review found is void, and a case that it ended is open again: nothing of the budget has changed. Overturned: it goes on
 * as it was. Varied: the review is done again, as soon as a rapid one would be. Where the person has said no since, the case stays ended.
 */
export async function followOnReview(
  tx: Tx,
  { actor, now }: Context,
  the: LockedCase,
  reviewId: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const [held, plans] = await Promise.all([
    findReview(tx, actor, reviewId),
    listPlans(tx, actor, the.id, { limit: 1, after: undefined }),
  ])
  const { supportPlanId } = found(held)
  const today = londonDate(now)
  const next =
    outcome === 'varied'
      ? ({ kind: 'rapid', dueOn: workingDaysAfter(today, the.rules.reviews.rapidWithinWorkingDays) } as const)
      : ({ kind: 'routine', dueOn: nextReviewDueOn(the.rules, today) } as const)
  const goesOn = the.endedAt === null || the.moment === 'budget-ended'
  const moment = momentAfter(outcome, supportPlanId, plans[0])
  await Promise.all([
    voidReview(tx, actor, reviewId),
    goesOn ? insertReviewUnlessScheduled(tx, actor, { caseId: the.id, supportPlanId, ...next }, now) : undefined,
    goesOn && moment ? setCaseMoment(tx, actor, the.id, moment, { endedAt: null }) : undefined,
    the.moment === 'budget-ended' && plans[0]?.status === 'agreed'
      ? restartClock(tx, actor, 'first-payment', supportPlanId, 'budget-ended', today)
      : undefined,
    record(tx, actor, { type: 'review.void', subjectId: reviewId, caseId: the.id, at: now, facts: { outcome } }),
  ])
}

/** Where the case stands then; undefined where another plan is under way by now, which goes on. */
function momentAfter(
  outcome: 'varied' | 'overturned',
  reviewedPlanId: string,
  newest: Plan | undefined,
): Moment | undefined {
  if (newest?.id !== reviewedPlanId || (newest.status !== 'agreed' && newest.status !== 'active')) return undefined
  if (outcome === 'varied') return 'review-scheduled'
  return newest.status === 'active' ? 'budget-active' : 'plan-agreed'
}
