import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { TimelineEntry } from './schemas.ts'

/** One row more than a page of what happened on the case, newest first. */
export async function listTimeline(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<TimelineEntry[]> {
  const rows = await reads
    .selectFrom('audit_entry')
    .select(['audit_entry_id', 'type', 'subject_id', 'actor_id', 'facts', 'happened_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('audit_entry_id', '<', page.after ?? ''))
    .orderBy('audit_entry_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.audit_entry_id,
    type: row.type,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
  }))
}
