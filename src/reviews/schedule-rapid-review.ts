import type { LockedCase } from '../case-access/case.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { rapidReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { londonDate } from '../shared/dates.ts'
import { scheduleUnlessScheduled } from './schedule-unless-scheduled.ts'

/** Sets a rapid review within the scheme's days, unless one is set already. */
export function scheduleRapidReview(tx: Tx, context: Context, { id: caseId, rules }: LockedCase): Promise<void> {
  const dueOn = rapidReviewDueOn(rules, londonDate(context.now))
  return scheduleUnlessScheduled(tx, context, { caseId, kind: 'rapid', dueOn })
}
