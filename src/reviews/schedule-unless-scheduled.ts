import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { LocalDate } from '../shared/dates.ts'
import { insertReviewUnlessScheduled } from './repository.ts'
import type { Review } from './schemas.ts'

/** Sets a review that follows from something else, unless one of its kind is set already. */
export async function scheduleUnlessScheduled(
  tx: Tx,
  { actor, now }: Context,
  scheduled: { readonly caseId: string; readonly kind: Review['kind']; readonly dueOn: LocalDate },
): Promise<void> {
  const review = await insertReviewUnlessScheduled(tx, actor, scheduled, now)
  const { caseId, ...facts } = scheduled
  if (review) await record(tx, actor, { type: 'review.scheduled', subjectId: review.id, caseId, at: now, facts })
}
