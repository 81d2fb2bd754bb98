import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import { lettersOf } from '../rules/people/folded-names.ts'
import { toNewRow, toPerson } from './repository.ts'
import type { LikelyDouble, PersonRecord } from './schemas.ts'
import { notRestricted } from './visible-people-repository.ts'

/** Those whom other systems know by these identifiers; null where somebody is kept out of the record. */
export async function listPeopleByIdentifiers(
  reads: Reads,
  { commissionerId }: Actor,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, PersonRecord | null>> {
  if (tokens.length === 0) return new Map()
  const rows = await reads
    .selectFrom('identifier as i')
    .innerJoinLateral(
      // Of each identifier that is asked about: `offset 0` keeps PostgreSQL from beginning with all of the tenant's people.
      sql<Selectable<Database['person']>>`(select p.* from person p
        where p.commissioner_id = ${commissionerId} and p.person_id = i.person_id offset 0)`.as('person'),
      (join) => join.onTrue(),
    )
    .selectAll('person')
    .select(['i.token', notRestricted.as('open')])
    .where('i.commissioner_id', '=', commissionerId)
    .where((eb) => eb('i.token', '=', eb.fn.any(eb.val([...tokens]))))
    .where('i.kind', '=', 'person')
    .execute()
  return new Map(rows.map((row) => [row.token, row.open ? toPerson(row) : null]))
}

/** Whose these NHS numbers are, of those whose records nobody is kept out of. */
export async function listPeopleOfNumbers(
  reads: Reads,
  { commissionerId }: Actor,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await reads
    .selectFrom('person')
    .select(['person_id', 'nhs_number'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('nhs_number', '=', eb.fn.any(eb.val([...numbers]))))
    .where('joined_into', 'is', null)
    .where(notRestricted)
    .execute()
  return new Map(rows.map((row) => [row.nhs_number ?? '', row.person_id]))
}

/** Keeps many people at once, all new. */
export function insertPeople(tx: Tx, actor: Actor, people: readonly PersonRecord[]): void {
  insertMany(
    tx,
    'person',
    people.map((person) => toNewRow(actor, person)),
  )
}

/** A pair that was found: the person who is new, what to tell of them, and who the other is. */
interface Found {
  readonly personId: string
  readonly likelyDoubleId: string
  readonly likeness: LikelyDouble['likeness']
}

/** As `keepLikePerson`, for many people who are all new: they wait in the same order for whoever registers somebody like them, numbers before names. */
export async function keepLikePeople(
  tx: Tx,
  { commissionerId }: Actor,
  people: readonly PersonRecord[],
  now: Date,
): Promise<Found[]> {
  const letters = people.map(lettersOf)
  const numbers = people.flatMap(({ nhsNumber }) => nhsNumber ?? [])
  for (const keys of [numbers.map((number) => `nhs number ${number}`), letters.map((each) => `names ${each}`)])
    await sql`select pg_advisory_xact_lock(hashtextextended(k, 0)) from (select k from unnest(${[...new Set(keys)]
      .sort()
      .map((key) => `${commissionerId} ${key}`)}::text[]) with ordinality as u(k, n) order by n) as o`.execute(tx)
  // For each who is new: `offset 0` keeps PostgreSQL from reading everybody for each, as it did where it knew nothing of a table that had just filled.
  const alike = await sql<{ id: string; other: string; likeness: LikelyDouble['likeness'] }>`
    with fresh as materialized (select * from unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(
      ({ nhsNumber }) => nhsNumber,
    )}::text[], ${letters}::text[], ${people.map(({ bornOn }) => bornOn)}::text[]) as f(id, number, letters, born))
    select f.id, coalesce(p.joined_into, p.person_id) as other, min(k.likeness) as likeness from fresh f
      cross join lateral (
        select r.person_id, 'nhs-number'::likeness as likeness from recorded_identity r
          where r.commissioner_id = ${theTenant} and r.nhs_number = f.number
        union all select r.person_id, 'names-and-birth' from recorded_identity r
          where r.commissioner_id = ${theTenant} and r.name_letters = f.letters
          and (starts_with(r.born_on, f.born) or starts_with(f.born, r.born_on)) and (r.nhs_number is null or f.number is null)
        offset 0) k
      cross join lateral (select person_id, joined_into from person
        where commissioner_id = ${theTenant} and person_id = k.person_id offset 0) p
      where coalesce(p.joined_into, p.person_id) <> f.id group by 1, 2`.execute(tx)
  const pairs = new Map(alike.rows.map((row) => [[row.id, row.other].sort().join(' '), row]))
  const found = [...pairs.values()].map((row) => ({ ...row, likelyDoubleId: newId() }))
  const doubles = found.map(({ id, other, likeness, likelyDoubleId }) => ({
    commissioner_id: commissionerId,
    likely_double_id: likelyDoubleId,
    first_person_id: id,
    second_person_id: other,
    likeness,
    found_at: now,
  }))
  insertMany(tx, 'likely_double', doubles)
  return found.map(({ id, likelyDoubleId, likeness }) => ({ personId: id, likelyDoubleId, likeness }))
}
