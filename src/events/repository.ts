import { readingTypes } from '../event-catalogue/catalogue.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Event } from './schemas.ts'

/**
 * The tenant's sealed events after a place in the order, oldest first. Whose an event is, is read from what it is about: the person of its
 * case, or the person, or who gave the consent, that is its subject. So old entries say it as well.
 */
export async function listSealedEvents(
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
    .leftJoin('budget_case as c', (join) =>
      join.onRef('c.commissioner_id', '=', 'e.commissioner_id').onRef('c.case_id', '=', 'e.case_id'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.commissioner_id', '=', 'e.commissioner_id').onRef('p.person_id', '=', 'e.subject_id'),
    )
    .leftJoin('consent as k', (join) =>
      join.onRef('k.commissioner_id', '=', 'e.commissioner_id').onRef('k.consent_id', '=', 'e.subject_id'),
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
    .select(({ fn }) => fn.coalesce('c.person_id', 'p.person_id', 'k.person_id').as('person_id'))
    .where('s.commissioner_id', '=', commissionerId)
    .where('s.sequence', '>', after)
    .where('e.type', 'not in', readingTypes)
    .orderBy('s.sequence')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    sequence: row.sequence,
    id: row.audit_entry_id,
    type: row.type,
    subjectId: row.subject_id,
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    actorId: row.actor_id,
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
    schemeVersion: row.scheme_version,
    hash: row.hash,
  }))
}
