import type { LockedCase } from '../case-access/case.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { firstReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import type { LocalDate } from '../shared/dates.ts'
import { scheduleUnlessScheduled } from './schedule-unless-scheduled.ts'

/**
 * Sets the first review of a plan unless one is set already, counted from the day of its agreement; where that review is over before anything was
 * bought, from the day of the first payment, whenever that was written down.
 */
export function scheduleFirstReview(
  tx: Tx,
  context: Context,
  { id: caseId, rules }: LockedCase,
  from: LocalDate,
): Promise<void> {
  return scheduleUnlessScheduled(tx, context, { caseId, kind: 'first', dueOn: firstReviewDueOn(rules, from) })
}
