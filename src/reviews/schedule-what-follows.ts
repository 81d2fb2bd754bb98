import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { firstReviewDueOn, rapidReviewDueOn } from '../rules/reviews-and-appeals/reviews.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { insertReviewUnlessScheduled } from './repository.ts'
import type { Review } from './schemas.ts'

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
  const dueOn = firstReviewDueOn(rules, from)
  return scheduleUnlessScheduled(tx, context, { caseId, kind: 'first', dueOn, because: null })
}

/** Sets a rapid review within the scheme's days of what asks for it, unless one is set already. */
export function scheduleRapidReview(
  tx: Tx,
  context: Context,
  { id: caseId, rules }: LockedCase,
  because: 'crisis' | 'appeal',
): Promise<void> {
  const dueOn = rapidReviewDueOn(rules, londonDate(context.now))
  return scheduleUnlessScheduled(tx, context, { caseId, kind: 'rapid', dueOn, because })
}

async function scheduleUnlessScheduled(
  tx: Tx,
  { actor, now }: Context,
  scheduled: {
    readonly caseId: string
    readonly kind: Review['kind']
    readonly dueOn: LocalDate
    readonly because: Review['because']
  },
): Promise<void> {
  const review = await insertReviewUnlessScheduled(tx, actor, scheduled, now)
  const { caseId, ...facts } = scheduled
  if (review) await record(tx, actor, { type: 'review.scheduled', subjectId: review.id, caseId, at: now, facts })
}
