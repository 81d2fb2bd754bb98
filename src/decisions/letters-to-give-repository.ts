import { type RawBuilder, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { caseTold, type Side, sideOf, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { newestOf, waysOfTeams } from '../case-access/ways-repository.ts'
import type { Database } from '../database/tables.ts'
import { actsFor, saidOfContact, takenForDead } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf, type Which } from '../platform/database/prepared-pages.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { howToGive } from '../rules/notifications/letters.ts'
import { londonDate } from '../shared/dates.ts'
import { safelyOf } from './letters-list-repository.ts'
import type { LettersToGiveFilter, LetterToGive } from './letters-to-give-schemas.ts'

type Places = PagePlaces & Slots<{ trustId: string }>
/** Whether a list is of the cases of one trust. */
type Whose = 'all' | 'of a trust'

/** The waits `w` for a letter to be given, from where the page of a list goes on. */
const toGive = (
  of: Which,
  whose: Whose,
  { after, trustId }: Places,
) => sql`w.commissioner_id = ${theTenant} and w.subject = 'letter'
  ${whose === 'of a trust' ? sql`and w.trust_id = ${trustId}::uuid` : sql``}
  ${of === 'later' ? sql`and w.subject_id > ${after}::uuid` : sql``}`

/** As receipts that are missing are listed: from their own side where an actor sees most cases, and else from the side of the teams that they are on. */
function casesOf(
  side: Side,
  whose: Whose,
  actor: Asking,
  of: Which,
  places: Places,
): RawBuilder<Database['budget_case']> {
  if (side === 'many')
    return sql`(select b.*, o.decision_id from (select w.case_id, w.subject_id as decision_id from case_wait w where ${toGive(of, whose, places)}
        order by w.subject_id limit (select null::bigint)) o
      cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
  const own = newestOf(waysOfTeams(actor), 'first', places)
  return sql`(select b.*, o.decision_id from ${own} b
    cross join lateral (select w.subject_id as decision_id from case_wait w where w.case_id = b.case_id and ${toGive(of, whose, places)} offset 0) o)`
}

const statementOf = eachOf((side: Side, whose: Whose) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, places: Places) =>
      visibleCases(reads, actor, 'any', casesOf(side, whose, actor, of, places))
        .innerJoin('letter as l', (join) =>
          join.on('l.commissioner_id', '=', theTenant).on('l.decision_id', '=', sql<string>`c.decision_id`),
        )
        .innerJoin('decision as d', (join) =>
          join.on('d.commissioner_id', '=', theTenant).onRef('d.decision_id', '=', 'l.decision_id'),
        )
        .leftJoinLateral(saidOfContact(sql`c.person_id`).as('s'), (join) => join.onTrue())
        .select(['l.decision_id', 'l.title', 'l.written_at', 'd.appeal_by'])
        .select(['s.may_post', 's.paused', 's.paused_until'])
        // How the person can be reached is not for who acts or speaks for them, and whoever died is given nothing.
        .where(sql<boolean>`not ${actsFor(sql`${actor.actorId}`, sql`c.person_id`)}`)
        .where(sql<boolean>`not ${takenForDead(sql`c.person_id`)}`)
        .orderBy('l.decision_id')
        .limit(places.rows),
    ),
  ),
)

interface Row extends LetterToGive {
  readonly place: string
  readonly of: Case
}
export const letterToGiveTold = ({ of }: Row, actor: Actor) => caseTold(of, actor)
export const toldLetterToGive = ({ place: _, of: __, ...letter }: Row): LetterToGive => letter

/** One row more than a page of the letters that are to be posted or handed over, of the cases that the actor may see: the oldest first. */
export async function listLettersToGive(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { trustId }: LettersToGiveFilter,
  now: Date,
): Promise<Row[]> {
  const today = londonDate(now)
  const side = sideOf(actor)
  const rows = await statementOf(side, trustId === undefined ? 'all' : 'of a trust')(page)(reads, actor, {
    ...placesOf(page),
    trustId: trustId ?? '',
  })
  return rows.map((row) => ({
    decisionId: row.decision_id,
    caseId: row.case_id,
    title: row.title,
    writtenAt: row.written_at.toISOString(),
    appealBy: row.appeal_by,
    instead: howToGive(safelyOf(row), today),
    place: row.decision_id,
    of: toCase(row),
  }))
}
