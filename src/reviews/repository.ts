import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { owedNow } from './due-repository.ts'
import type { ReviewFilter } from './list-schemas.ts'
import type { FindingRoute, Review, ReviewResult } from './schemas.ts'

export type VersionedReview = Review & { readonly version: number }

/** The plan that a review is of: the one that it was held on, or, while it is open, the one that its case spends under. */
const planOfReview = sql<string>`coalesce(review.support_plan_id, (select p.support_plan_id from support_plan p
    where p.commissioner_id = ${theTenant} and p.case_id = review.case_id and p.status in ('agreed', 'active')))`.as(
  'plan',
)

/** That a review is open, and a plan of its case changed at an instant or after: the review may be of another by now. */
const isOfPlanSince = (since: string | undefined) =>
  sql<boolean>`(review.support_plan_id is null and exists (select from support_plan p where p.commissioner_id = ${theTenant}
    and p.case_id = review.case_id and ${changedSince(since, 'p.changed_at')} offset 0))`

const toReview = (row: Selectable<Database['review']> & { plan: string }): VersionedReview => ({
  id: row.review_id,
  caseId: row.case_id,
  supportPlanId: row.plan,
  kind: row.kind,
  status: row.status,
  dueOn: row.due_on,
  because: row.because,
  scheduledAt: row.scheduled_at.toISOString(),
  result: row.content as ReviewResult | null,
  route: row.route as FindingRoute | null,
  doneAt: row.done_at?.toISOString() ?? null,
  version: row.version,
})

/** The review for the wire: without what only the ETag tells. */
export function withoutVersion({ version: _, ...review }: VersionedReview): Review {
  return review
}

export async function findReview(reads: Reads, actor: Actor, id: string): Promise<VersionedReview | undefined> {
  const row = await reads
    .selectFrom('review')
    .selectAll()
    .select(planOfReview)
    .where('commissioner_id', '=', actor.commissionerId)
    .where('review_id', '=', id)
    .executeTakeFirst()
  return row && toReview(row)
}

/** One row more than a page of those that are asked for, newest first. */
export async function listReviews(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  { status, kind, late, dueSince, dueBy, doneSince, updatedSince }: ReviewFilter,
  now: Date,
): Promise<VersionedReview[]> {
  const isLate = sql<boolean>`(${owedNow('review')} and due_on < ${londonDate(now)}::date)`
  const rows = await reads
    .selectFrom('review')
    .selectAll()
    .select(planOfReview)
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'done'))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'rapid'))
    .$if(late !== undefined, (query) => query.where(late ? isLate : sql<boolean>`not ${isLate}`))
    .$if(dueSince !== undefined, (query) => query.where('due_on', '>=', dueSince ?? ''))
    .$if(dueBy !== undefined, (query) => query.where('due_on', '<=', dueBy ?? ''))
    .$if(doneSince !== undefined, (query) => query.where(sql<boolean>`done_at >= ${doneSince}::timestamptz`))
    .$if(updatedSince !== undefined, (query) =>
      query.where(sql<boolean>`(${changedSince(updatedSince, 'review.changed_at')} or ${isOfPlanSince(updatedSince)})`),
    )
    .$if(page.after !== undefined, (query) => query.where('review_id', '<', page.after ?? ''))
    .orderBy('review_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toReview)
}

/** The review of a kind that a case has scheduled. */
export async function findScheduledReview(
  reads: Reads,
  actor: Actor,
  caseId: string,
  kind: Review['kind'],
): Promise<string | undefined> {
  const row = await reads
    .selectFrom('review')
    .select('review_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('status', '=', 'scheduled')
    .executeTakeFirst()
  return row?.review_id
}

interface Scheduled {
  caseId: string
  kind: Review['kind']
  dueOn: LocalDate
  because?: Review['because']
}

const insertion = (
  tx: Tx,
  actor: Actor,
  reviewId: string,
  { caseId, kind, dueOn, because = null }: Scheduled,
  now: Date,
) =>
  tx.insertInto('review').values({
    commissioner_id: actor.commissionerId,
    review_id: reviewId,
    case_id: caseId,
    support_plan_id: null,
    kind,
    status: 'scheduled',
    due_on: dueOn,
    because,
    scheduled_at: now,
    content: null,
    finding: null,
    done_by: null,
    done_at: null,
    version: 1,
  })

export async function insertReview(tx: Tx, actor: Actor, scheduled: Scheduled, now: Date): Promise<VersionedReview> {
  const id = newId()
  postQuery(tx, insertion(tx, actor, id, scheduled, now))
  // Read back: what an insert gives back tells nothing of a plan where the database lies on many machines.
  const review = await findReview(tx, actor, id)
  if (!review) throw new Error('the review that was scheduled is not there')
  return review
}

/** Schedules a review where none of its kind is scheduled; undefined where one is. */
export async function insertReviewUnlessScheduled(
  tx: Tx,
  actor: Actor,
  scheduled: Scheduled,
  now: Date,
): Promise<VersionedReview | undefined> {
  const id = newId()
  const query = insertion(tx, actor, id, scheduled, now).onConflict((conflict) =>
    conflict.columns(['commissioner_id', 'case_id', 'kind']).where(sql`status`, '=', sql.lit('scheduled')).doNothing(),
  )
  // Sent where it stands among what goes with it, not before: the review that is done makes room for it.
  const [, found] = await Promise.all([query.execute(), findReview(tx, actor, id)])
  return found
}

/** What a review found is void: it stays on record as it was written down. */
export async function voidReview(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .updateTable('review')
    .set({ status: 'void', version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('review_id', '=', id)
    .execute()
}

/** The reviews of a case that are still open end with it, and with the plan that it spent under. */
export async function cancelReviews(
  tx: Tx,
  actor: Actor,
  caseId: string,
  supportPlanId: string,
): Promise<readonly Pick<Review, 'id' | 'kind' | 'dueOn'>[]> {
  const rows = await tx
    .updateTable('review')
    .set({ status: 'cancelled', support_plan_id: supportPlanId, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['scheduled', 'awaiting-decision'])
    .returning(['review_id', 'kind', 'due_on'])
    .execute()
  return rows.map((row) => ({ id: row.review_id, kind: row.kind, dueOn: row.due_on }))
}

/** The reviews that ended with their case are open again as they were: still to be held, or with a finding that waits. */
export async function reopenReviews(tx: Tx, actor: Actor, caseId: string): Promise<Pick<Review, 'id' | 'status'>[]> {
  const rows = await tx
    .updateTable('review')
    .set({
      status: sql`case when content is null then 'scheduled' else 'awaiting-decision' end::review_status`,
      support_plan_id: null,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'cancelled')
    .returning(['review_id', 'status'])
    .execute()
  return rows.map((row) => ({ id: row.review_id, status: row.status }))
}

/** Keeps a review as it stands after an operation, and once it is done, the plan that it was held on. Its version goes up by one. */
export async function setReview(
  tx: Tx,
  actor: Actor,
  { id, supportPlanId, status, result, route, doneAt }: Omit<VersionedReview, 'version'>,
): Promise<void> {
  await tx
    .updateTable('review')
    .set({
      status,
      support_plan_id: status === 'done' ? supportPlanId : null,
      content: result && JSON.stringify(result),
      route: route && JSON.stringify(route),
      finding: result?.finding ?? null,
      done_by: status === 'done' ? actor.actorId : null,
      done_at: doneAt === null ? null : new Date(doneAt),
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('review_id', '=', id)
    .execute()
}

/** Moves the reviews of a case that were scheduled before it was paused by as many days as that lasted. One that a crisis calls for is held all the same. */
export async function shiftReviews(tx: Tx, actor: Actor, caseId: string, days: number, before: Date): Promise<void> {
  await tx
    .updateTable('review')
    .set({ due_on: sql`due_on + ${days}::integer`, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'scheduled')
    .where('kind', '<>', 'rapid')
    .where('scheduled_at', '<=', before)
    .execute()
}
