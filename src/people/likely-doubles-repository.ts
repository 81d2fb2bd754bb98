import { type Selectable, type SqlBool, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { preparedByActor } from '../platform/database/prepared.ts'
import type { Slots } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { lettersOf } from '../rules/people/folded-names.ts'
import type { LikelyDouble, PersonRecord } from './schemas.ts'
import { visiblePeople } from './visible-people-repository.ts'

const toDouble = (row: Selectable<Database['likely_double']>): LikelyDouble => ({
  id: row.likely_double_id,
  personIds: [row.first_person_id, row.second_person_id],
  likeness: row.likeness,
  foundAt: row.found_at.toISOString(),
  goesOnId: row.goes_on_id,
  joinProposedBy: row.join_proposed_by,
  joinConfirmedBy: row.join_confirmed_by,
  differenceProposedBy: row.difference_proposed_by,
  settledAs: row.settled_as,
  settledBy: row.settled_by,
  settledAt: row.settled_at?.toISOString() ?? null,
})

/** What of two records is given up where one of them says somebody else now. */
const nothingProposed = {
  goes_on_id: null,
  join_proposed_by: null,
  join_proposed_at: null,
  join_confirmed_by: null,
  join_confirmed_at: null,
  difference_proposed_by: null,
  difference_proposed_at: null,
} as const

/**
 * Keeps that a person may be the same as others: all of the same NHS number, or of the same names and birth, as far as each is known, where no two
 * numbers say otherwise; as the others are recorded, or ever were, and what was joined into them. What the person was called before was compared
 * when they were. Two that were settled as different are open again: one of them says something else now. Two who are registered at once wait
 * for each other here, so that neither is missed. Gives what is new, or open again.
 */
export async function keepLikePerson(tx: Tx, { commissionerId }: Actor, person: PersonRecord, now: Date) {
  const { id, nhsNumber, bornOn } = person
  const letters = lettersOf(person)
  for (const key of [...(nhsNumber === null ? [] : [`nhs number ${nhsNumber}`]), `names ${letters}`])
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} ${key}`}, 0))`.execute(tx)
  const alike = await sql<{ person_id: string; likeness: LikelyDouble['likeness'] }>`
      select coalesce(p.joined_into, p.person_id) as person_id, min(k.likeness) as likeness from (
          select r.person_id, 'nhs-number'::likeness as likeness from recorded_identity r
            where r.commissioner_id = ${commissionerId} and r.nhs_number = ${nhsNumber}::text
          union all select r.person_id, 'names-and-birth' from recorded_identity r
            where r.commissioner_id = ${commissionerId} and r.name_letters = ${letters}
              and (starts_with(r.born_on, ${bornOn}) or starts_with(${bornOn}, r.born_on))
              and (r.nhs_number is null or ${nhsNumber}::text is null)) k
        join person p on p.commissioner_id = ${commissionerId} and p.person_id = k.person_id
        where coalesce(p.joined_into, p.person_id) <> ${id} group by 1`.execute(tx)
  if (alike.rows.length === 0) return []
  const found = alike.rows.map((row) => ({ otherId: row.person_id, likeness: row.likeness }))
  const kept = await sql<Kept>`${insertion(commissionerId, id, found, now)}
      do update set settled_as = null, settled_by = null, settled_at = null, likeness = excluded.likeness, found_at = excluded.found_at,
        difference_proposed_by = null, difference_proposed_at = null
      where d.settled_as = 'different-people'
    returning d.likely_double_id, d.likeness`.execute(tx)
  return kept.rows.map(asFacts)
}

interface Kept {
  readonly likely_double_id: string
  readonly likeness: LikelyDouble['likeness']
}

const asFacts = ({ likely_double_id, likeness }: Kept) => ({ likelyDoubleId: likely_double_id, likeness })

/** The beginning of a statement that keeps that a person may be the same as others; what becomes of a pair that is kept already follows it. */
function insertion(
  commissionerId: string,
  personId: string,
  others: readonly { readonly otherId: string; readonly likeness: LikelyDouble['likeness'] }[],
  now: Date,
) {
  const rows = others.map(
    ({ otherId, likeness }) => sql`(${commissionerId}, ${newId()}, ${personId}, ${otherId}, ${likeness}, ${now})`,
  )
  return sql`insert into likely_double as d (commissioner_id, likely_double_id, first_person_id, second_person_id, likeness, found_at)
    values ${sql.join(rows)}
    on conflict (commissioner_id, least(first_person_id, second_person_id), greatest(first_person_id, second_person_id))`
}

/** Gives up what was proposed of a person's likely doubles: whoever looked at them saw another record. */
export async function forgetProposals(tx: Tx, { commissionerId }: Actor, personId: string): Promise<void> {
  await tx
    .updateTable('likely_double')
    .set(nothingProposed)
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb.or([eb('first_person_id', '=', personId), eb('second_person_id', '=', personId)]))
    .where('settled_at', 'is', null)
    .execute()
}

/**
 * The likely doubles of a record that nobody has settled go over to the one that it is joined into: the money is there. Two that were settled as
 * different are open again, and what was proposed is given up, since the record holds another now. Gives the doubles that are open by it.
 */
export async function moveDoubles(tx: Tx, { commissionerId, actorId }: Actor, fromId: string, toId: string, now: Date) {
  const gone = await sql<{ third: string; likeness: LikelyDouble['likeness'] }>`
    update likely_double d set settled_as = 'gone-over', settled_by = ${actorId}, settled_at = ${now}
      where d.commissioner_id = ${commissionerId} and d.settled_at is null and ${fromId} in (d.first_person_id, d.second_person_id)
        and ${toId} not in (d.first_person_id, d.second_person_id)
      returning case d.first_person_id when ${fromId} then d.second_person_id else d.first_person_id end as third, d.likeness`.execute(
    tx,
  )
  if (gone.rows.length === 0) return []
  const found = gone.rows.map((row) => ({ otherId: row.third, likeness: row.likeness }))
  const kept = await sql<Kept>`${insertion(commissionerId, toId, found, now)}
      do update set settled_as = null, settled_by = null, settled_at = null, goes_on_id = null, join_proposed_by = null, join_proposed_at = null,
        join_confirmed_by = null, join_confirmed_at = null, difference_proposed_by = null, difference_proposed_at = null
      where d.settled_as is null or d.settled_as = 'different-people'
    returning d.likely_double_id, d.likeness`.execute(tx)
  return kept.rows.map(asFacts)
}

/** Keeps that somebody said of two records that they may be one, once. Gives the identifier where it is new. */
export async function insertLikelyDouble(
  tx: Tx,
  { commissionerId }: Actor,
  [first, second]: readonly [string, string],
  at: Date,
): Promise<string | undefined> {
  const row = await tx
    .insertInto('likely_double')
    .values({
      commissioner_id: commissionerId,
      likely_double_id: newId(),
      first_person_id: first,
      second_person_id: second,
      likeness: 'reported',
      found_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('likely_double_id')
    .executeTakeFirst()
  return row?.likely_double_id
}

/** Whether two officers have said that a record is of the person of another, which goes on, though something is in the way of joining them yet. */
export async function isConfirmedDouble(reads: Reads, { commissionerId }: Actor, personId: string, goesOnId: string) {
  const row = await reads
    .selectFrom('likely_double')
    .select('likely_double_id')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb.or([eb('first_person_id', '=', personId), eb('second_person_id', '=', personId)]))
    .where('goes_on_id', '=', goesOnId)
    .where('join_confirmed_at', 'is not', null)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

const likelySame = preparedByActor((reads: Reads, actor, { personId }: Slots<{ personId: string }>) =>
  visiblePeople(reads, actor)
    .clearSelect()
    .select('person.person_id')
    .where(
      sql<SqlBool>`person.person_id = any(array(select d.second_person_id from likely_double d where d.commissioner_id = ${actor.commissionerId}
          and d.first_person_id = ${personId} and d.settled_at is null
        union all select d.first_person_id from likely_double d where d.commissioner_id = ${actor.commissionerId}
          and d.second_person_id = ${personId} and d.settled_at is null))`,
    )
    .orderBy('person.person_id')
    .limit(20),
)

/** Who may be the same as a person, of those whom the actor may see: nobody learns by it of somebody whom they do not. */
export async function listLikelySame(reads: Reads, actor: Actor, personId: string): Promise<string[]> {
  return (await likelySame(reads, actor, { personId })).map((row) => row.person_id)
}

/** One row more than a page, newest first: those that nobody has settled, where neither record is kept from the actor. */
export async function listLikelyDoubles(reads: Reads, actor: Actor, page: PageRequest): Promise<LikelyDouble[]> {
  const rows = await reads
    .selectFrom('likely_double')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('settled_at', 'is', null)
    .where(isSeenOfEverybody(actor, sql.ref('likely_double.first_person_id'), 'identity'))
    .where(isSeenOfEverybody(actor, sql.ref('likely_double.second_person_id'), 'identity'))
    .$if(page.after !== undefined, (query) => query.where('likely_double_id', '<', page.after ?? ''))
    .orderBy('likely_double_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDouble)
}

const doubleById = (reads: Reads, { commissionerId }: Actor, id: string) =>
  reads
    .selectFrom('likely_double')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('likely_double_id', '=', id)

export async function findLikelyDouble(reads: Reads, actor: Actor, id: string): Promise<LikelyDouble | undefined> {
  const row = await doubleById(reads, actor, id).executeTakeFirst()
  return row && toDouble(row)
}

export async function lockLikelyDouble(tx: Tx, actor: Actor, id: string): Promise<LikelyDouble | undefined> {
  const row = await doubleById(tx, actor, id).forUpdate().executeTakeFirst()
  return row && toDouble(row)
}

/** What somebody proposes, confirms or settles of two records. What is proposed takes the place of what was proposed before. */
export type DoubleChange = Partial<
  Record<'join_proposed_by' | 'join_confirmed_by' | 'difference_proposed_by' | 'settled_by' | 'goes_on_id', string> & {
    [At in 'join_proposed_at' | 'join_confirmed_at' | 'difference_proposed_at' | 'settled_at']: Date
  } & { settled_as: Exclude<LikelyDouble['settledAs'], null> }
>

export async function setLikelyDouble(
  tx: Tx,
  { commissionerId }: Actor,
  id: string,
  change: DoubleChange,
): Promise<LikelyDouble> {
  const proposes = change.join_proposed_by !== undefined || change.difference_proposed_by !== undefined
  const row = await tx
    .updateTable('likely_double')
    .set({ ...(proposes ? nothingProposed : {}), ...change })
    .where('commissioner_id', '=', commissionerId)
    .where('likely_double_id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDouble(row)
}
