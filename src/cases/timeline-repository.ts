import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf } from '../platform/database/prepared-pages.ts'
import type { Slots } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { TimelineEntry } from './schemas.ts'

const entriesOfCase = eachPage((which) =>
  prepared((reads: Reads, of: PagePlaces & Slots<{ commissionerId: string; caseId: string }>) =>
    reads
      .selectFrom('audit_entry')
      .select(['audit_entry_id', 'type', 'subject_id', 'actor_id', 'facts', 'happened_at'])
      .where('commissioner_id', '=', of.commissionerId)
      .where('case_id', '=', of.caseId)
      .$if(which === 'later', (query) => query.where('audit_entry_id', '<', of.after))
      .orderBy('audit_entry_id', 'desc')
      .limit(of.rows),
  ),
)

/** One row more than a page of what happened on the case, newest first. */
export async function listTimeline(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
  page: PageRequest,
): Promise<TimelineEntry[]> {
  const rows = await entriesOfCase(page)(reads, { ...placesOf(page), commissionerId, caseId })
  return rows.map((row) => ({
    id: row.audit_entry_id,
    type: row.type,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
  }))
}
