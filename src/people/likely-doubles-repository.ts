import { type Selectable, type SqlBool, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LikelyDouble, PersonRecord } from './schemas.ts'
import { visiblePeople } from './visible-people-repository.ts'

const toDouble = (row: Selectable<Database['likely_double']>): LikelyDouble => ({
  id: row.likely_double_id,
  personIds: [row.first_person_id, row.second_person_id],
  likeness: row.likeness,
  foundAt: row.found_at.toISOString(),
  goesOnId: row.goes_on_id,
  joinProposedBy: row.join_proposed_by,
  settledAs: row.settled_as,
  settledBy: row.settled_by,
  settledAt: row.settled_at?.toISOString() ?? null,
})

const alike = (a: string | null, column: 'given_name' | 'family_name') =>
  sql<SqlBool>`lower(coalesce(${sql.ref(column)}, '')) = lower(${a ?? ''})`

/**
 * Those who may be the same as this person: of the same NHS number, or of the same names and birth where no two numbers say otherwise. Two who
 * are registered at once wait for each other here, so that neither is missed.
 */
export async function listLikePerson(tx: Tx, { commissionerId }: Actor, person: PersonRecord) {
  const one = (key: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} ${key}`}, 0))`
  const people = tx
    .selectFrom('person')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '<>', person.id)
    .where('joined_into', 'is', null)
    .limit(20)
  const { nhsNumber } = person
  if (nhsNumber !== null) await one(`nhs number ${nhsNumber}`).execute(tx)
  await one(`birth ${person.bornOn}`).execute(tx)
  const [byNumber, byNames] = await Promise.all([
    nhsNumber === null ? [] : people.where('nhs_number', '=', nhsNumber).execute(),
    people
      .where('born_on', '=', person.bornOn)
      .where(alike(person.givenName, 'given_name'))
      .where(alike(person.familyName, 'family_name'))
      .$if(nhsNumber !== null, (query) =>
        query.where((eb) => eb.or([eb('nhs_number', 'is', null), eb('nhs_number', '=', nhsNumber)])),
      )
      .execute(),
  ])
  const found = new Map<string, LikelyDouble['likeness']>()
  for (const { person_id: id } of byNames) found.set(id, 'names-and-birth')
  for (const { person_id: id } of byNumber) found.set(id, 'nhs-number')
  return [...found].map(([otherId, likeness]) => ({ otherId, likeness }))
}

/** Keeps that two may be one, once: what was settled of them stays settled. Gives the identifier where it is new. */
export async function insertLikelyDouble(
  tx: Tx,
  { commissionerId }: Actor,
  people: readonly [string, string],
  likeness: LikelyDouble['likeness'],
  at: Date,
): Promise<string | undefined> {
  const [first, second] = people
  const row = await tx
    .insertInto('likely_double')
    .values({
      commissioner_id: commissionerId,
      likely_double_id: v7(),
      first_person_id: first,
      second_person_id: second,
      likeness,
      found_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('likely_double_id')
    .executeTakeFirst()
  return row?.likely_double_id
}

/** Who may be the same as a person, of those whom the actor may see: nobody learns by it of somebody whom they do not. */
export async function listLikelySame(reads: Reads, actor: Actor, personId: string): Promise<string[]> {
  const rows = await visiblePeople(reads, actor)
    .clearSelect()
    .select('person.person_id')
    .where(
      sql<SqlBool>`person.person_id = any(array(select d.second_person_id from likely_double d where d.commissioner_id = ${actor.commissionerId}
          and d.first_person_id = ${personId} and d.settled_at is null
        union all select d.first_person_id from likely_double d where d.commissioner_id = ${actor.commissionerId}
          and d.second_person_id = ${personId} and d.settled_at is null))`,
    )
    .orderBy('person.person_id')
    .limit(20)
    .execute()
  return rows.map((row) => row.person_id)
}

/** One row more than a page, newest first: those that nobody has settled. */
export async function listLikelyDoubles(
  reads: Reads,
  { commissionerId }: Actor,
  page: PageRequest,
): Promise<LikelyDouble[]> {
  const rows = await reads
    .selectFrom('likely_double')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('settled_at', 'is', null)
    .$if(page.after !== undefined, (query) => query.where('likely_double_id', '<', page.after ?? ''))
    .orderBy('likely_double_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDouble)
}

export async function lockLikelyDouble(tx: Tx, { commissionerId }: Actor, id: string) {
  const row = await tx
    .selectFrom('likely_double')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('likely_double_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toDouble(row)
}

export async function setLikelyDouble(
  tx: Tx,
  { commissionerId }: Actor,
  id: string,
  change: Partial<
    Pick<
      Selectable<Database['likely_double']>,
      'goes_on_id' | 'join_proposed_by' | 'join_proposed_at' | 'settled_as' | 'settled_by' | 'settled_at'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('likely_double')
    .set(change)
    .where('commissioner_id', '=', commissionerId)
    .where('likely_double_id', '=', id)
    .execute()
}
