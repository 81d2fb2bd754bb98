import type { Reads } from '../platform/database/database.ts'
import type { Event } from './schemas.ts'

/** The tenant's sealed entries after a place in the order, oldest first. */
export async function listSealedEntries(
  reads: Reads,
  commissionerId: string,
  after: number,
  limit: number,
): Promise<Event[]> {
  const rows = await reads
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (join) =>
      join.onRef('e.commissioner_id', '=', 's.commissioner_id').onRef('e.audit_entry_id', '=', 's.audit_entry_id'),
    )
    .select([
      's.sequence',
      's.hash',
      'e.audit_entry_id',
      'e.type',
      'e.subject_id',
      'e.case_id',
      'e.actor_id',
      'e.facts',
      'e.happened_at',
      'e.scheme_version',
    ])
    .where('s.commissioner_id', '=', commissionerId)
    .where('s.sequence', '>', after)
    .orderBy('s.sequence')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    sequence: row.sequence,
    id: row.audit_entry_id,
    type: row.type,
    subjectId: row.subject_id,
    caseId: row.case_id,
    actorId: row.actor_id,
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
    schemeVersion: row.scheme_version,
    hash: row.hash,
  }))
}
