import { sql } from 'kysely'
import { groundOfEverybody, otherGrounds } from '../case-access/grounds-repository.ts'
import { placesOn } from '../case-access/places-repository.ts'
import { tells } from '../case-access/withheld.ts'
import { readingTypes } from '../event-catalogue/catalogue.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { Ground } from '../rules/access/sight.ts'
import { type Event, withheld } from './schemas.ts'

/** Whose an event is, is kept to their team. Where their record was joined into another, that one is asked as well. */
const restricted = sql<boolean>`exists (select from record_restriction x where x.commissioner_id = ${theTenant}
  and x.person_id in (c.person_id, p.person_id, p.joined_into, k.person_id) and x.lifted_at is null)`

const sealedAfter = preparedByActor((reads: Reads, asked, of: Slots<{ after: number; limit: number }>) =>
  reads
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (join) =>
      join.on('e.commissioner_id', '=', theTenant).onRef('e.audit_entry_id', '=', 's.audit_entry_id'),
    )
    .leftJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'e.case_id'),
    )
    .leftJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'e.subject_id'),
    )
    .leftJoin('consent as k', (join) =>
      join.on('k.commissioner_id', '=', theTenant).onRef('k.consent_id', '=', 'e.subject_id'),
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
    .select([restricted.as('restricted'), placesOn(asked).as('places'), otherGrounds(asked).as('others')])
    .where('s.commissioner_id', '=', asked.commissionerId)
    .where('s.sequence', '>', of.after)
    .where('e.type', 'not in', readingTypes)
    .orderBy('s.sequence')
    .limit(of.limit),
)

/**
 * The tenant's sealed events after a place in the order, oldest first. Whose an event is, is read from what it is about: the person of its
 * case, or the person, or who gave the consent, that is its subject. So old entries say it as well. Of what somebody may not read, they are told
 * that it has its place.
 */
export async function listSealedEvents(reads: Reads, actor: Actor, after: number, limit: number): Promise<Event[]> {
  const looker = { ...actor, view: 'timeline' } as const
  const rows = await sealedAfter(reads, looker, { after, limit })
  const general = groundOfEverybody(asking(looker))
  // What is of no case is opened by what somebody sees of everybody.
  const heldOn = (row: (typeof rows)[number]): Ground[] => {
    if (row.case_id !== null) return [...row.places, ...row.others]
    return general && (general.evenRestricted || !row.restricted) ? [general.ground] : []
  }
  return rows.map((row) => {
    const place = { sequence: row.sequence, hash: row.hash }
    if (!actor.machine && !tells(heldOn(row), row.type)) return { ...place, type: withheld }
    return {
      ...place,
      id: row.audit_entry_id,
      type: row.type,
      subjectId: row.subject_id,
      ...(row.case_id === null ? {} : { caseId: row.case_id }),
      ...(row.person_id === null ? {} : { personId: row.person_id }),
      actorId: row.actor_id,
      facts: row.facts,
      happenedAt: row.happened_at.toISOString(),
      schemeVersion: row.scheme_version,
    }
  })
}
