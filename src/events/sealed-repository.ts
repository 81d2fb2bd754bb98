import { sql } from 'kysely'
import { otherGrounds } from '../case-access/grounds-repository.ts'
import { placesOn } from '../case-access/places-repository.ts'
import { readingTypes } from '../event-catalogue/catalogue.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { isOwn } from './provided-repository.ts'

/** So many places of the chain are looked at for one page: to find what is rarely for the reader never costs more. */
export const placesLookedAt = 1_000

/** Whose an event is, is kept to their team. Where their record was joined into another, that one is asked as well. */
const restricted = sql<boolean>`exists (select from record_restriction x where x.commissioner_id = ${theTenant}
  and x.person_id in (c.person_id, p.person_id, p.joined_into, k.person_id) and x.lifted_at is null)`

/** That the reader has a ground on the case `c`. */
const sees = sql<boolean>`cardinality(c.places) + cardinality(c.others) > 0`

/** That it is of what the reader's organisation gives or is paid. Of one case it is not asked: it would tell which case that is of. */
const own = (on: Of, asked: Asking) => (on === 'one case' ? sql<boolean>`false` : isOwn(asked))

/** Of which cases: of all of the commissioner, and what is of none; or of those that the reader sees. */
type Whose = 'every' | 'seen'
type Of = 'all' | 'one case'
type Which = 'all' | 'types'

interface Places {
  after: number
  limit: number
  types: readonly string[]
  caseId: string | null
}

/** The entries of the chain after a place, each with the grounds on which the reader sees its case, and how far it was looked. */
export const sealedAfter = eachOf((whose: Whose, which: Which, on: Of) =>
  preparedByActor((reads: Reads, asked, of: Slots<Places>) =>
    reads
      .with('looked', (look) =>
        look
          .selectFrom('audit_seal as s')
          .select(['s.sequence', 's.hash', 's.audit_entry_id'])
          .where('s.commissioner_id', '=', theTenant)
          .where('s.sequence', '>', of.after)
          .$if(on === 'one case', (query) =>
            query.where('s.audit_entry_id', 'in', (entries) =>
              entries
                .selectFrom('audit_entry as o')
                .select('o.audit_entry_id')
                .where('o.commissioner_id', '=', theTenant)
                .where(sql<boolean>`o.case_id = ${of.caseId}::uuid`),
            ),
          )
          .orderBy('s.sequence')
          .limit(placesLookedAt),
      )
      // Each case once, however much happened on it.
      .with('of_case', (look) =>
        look
          .selectFrom('budget_case as c')
          .select(['c.case_id', 'c.person_id', placesOn(asked).as('places'), otherGrounds(asked).as('others')])
          .where('c.commissioner_id', '=', theTenant)
          .where('c.case_id', 'in', (cases) =>
            cases
              .selectFrom('looked as l')
              // One by one: a join would be planned to read every entry of a tenant that has few.
              .innerJoinLateral(
                (entry) =>
                  entry
                    .selectFrom('audit_entry as a')
                    .select('a.case_id')
                    .where('a.commissioner_id', '=', theTenant)
                    .whereRef('a.audit_entry_id', '=', 'l.audit_entry_id')
                    .offset(sql.lit(0))
                    .as('o'),
                (join) => join.onTrue(),
              )
              .select('o.case_id')
              .where('o.case_id', 'is not', null)
              .$narrowType<{ case_id: string }>(),
          ),
      )
      .with('told', (tell) =>
        tell
          .selectFrom('looked as s')
          .innerJoinLateral(
            (entry) =>
              entry
                .selectFrom('audit_entry as a')
                .selectAll('a')
                .where('a.commissioner_id', '=', theTenant)
                .whereRef('a.audit_entry_id', '=', 's.audit_entry_id')
                .offset(sql.lit(0))
                .as('e'),
            (join) => join.onTrue(),
          )
          .leftJoin('of_case as c', (join) => join.onRef('c.case_id', '=', 'e.case_id'))
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
            'e.organisation_id',
            'e.facts',
            'e.happened_at',
            'e.scheme_version',
            'c.places',
            'c.others',
          ])
          .select(({ fn }) => fn.coalesce('c.person_id', 'p.person_id', 'k.person_id').as('person_id'))
          .select(restricted.as('restricted'))
          .select(own(on, asked).as('own'))
          .select((of) =>
            of
              .selectFrom('audit_seal as b')
              .select('b.hash')
              .where('b.commissioner_id', '=', theTenant)
              .where('b.sequence', '=', sql<number>`s.sequence - 1`)
              .as('hash_before'),
          )
          .where('e.type', 'not in', readingTypes)
          .$if(which === 'types', (query) => query.where(sql<boolean>`e.type = any(${of.types}::text[])`))
          .$if(whose !== 'every', (query) => query.where(sql<boolean>`(${sees} or ${own(on, asked)})`))
          .orderBy('s.sequence')
          .limit(of.limit),
      )
      .with('end_of', (look) =>
        look
          .selectFrom('looked')
          .select(['sequence as end_sequence', 'hash as end_hash'])
          .select((end) => end.selectFrom('looked').select(end.fn.countAll<number>().as('n')).as('looked_at'))
          .select(sql<boolean>`exists (select from of_case c where ${sees})`.as('sees'))
          .orderBy('sequence', 'desc')
          .limit(1),
      )
      .selectFrom('end_of')
      .leftJoin('told', (join) => join.onTrue())
      .selectAll()
      .orderBy('told.sequence'),
  ),
)
