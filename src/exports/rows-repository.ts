import { setTimeout as wait } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { type ExportedKind, wayFrom } from './kinds.ts'

const rowsAtOnce = 500
/** Identifiers alone: each batch is one look that is kept before the first line. */
const peopleAtOnce = 2_000

/** Whose record is restricted, under each identifier that it has. They are few. */
const restricted = (
  tenant: string,
) => sql`(select x.person_id from record_restriction x where x.commissioner_id = ${tenant} and x.lifted_at is null
  union select p.person_id from person p join record_restriction x on x.commissioner_id = ${tenant} and x.person_id = p.joined_into and x.lifted_at is null
    where p.commissioner_id = ${tenant})`

/** That the row is of a restricted record, which the ground of an officer does not reach. */
function isRestricted(tenant: string, of: string, by: ExportedKind['by']): RawBuilder<unknown> {
  if (by === null) return sql`false`
  if (by === 'person_id') return sql`${sql.ref(`${of}.person_id`)} in ${restricted(tenant)}`
  if (by === 'case_id')
    return sql`${sql.ref(`${of}.case_id`)} in (select c.case_id from budget_case c
      where c.commissioner_id = ${tenant} and c.person_id in ${restricted(tenant)})`
  return sql`${sql.ref(`${of}.${by.key}`)} in (select ${sql.ref(`${of}p.${by.key}`)} from ${sql.table(by.table)} ${sql.ref(`${of}p`)}
    where ${sql.ref(`${of}p.commissioner_id`)} = ${tenant} and ${isRestricted(tenant, `${of}p`, wayFrom(by.table))})`
}

/** The rows of a kind, some at a time: the next are read once those before are on their way. */
export async function* exportedRows(
  snapshot: Snapshot,
  { commissionerId: tenant }: Actor,
  { table, by, alsoBy, without, notOf }: ExportedKind,
): AsyncGenerator<Record<string, unknown>[]> {
  const ways = [by, ...alsoBy].map((way) => sql`(${isRestricted(tenant, 't', way)})`)
  const query = sql<{
    row: Record<string, unknown>
  }>`select to_jsonb(t) - ${[...without]}::text[] as row from ${sql.table(table)} t
    where t.commissioner_id = ${tenant} and (${sql.join(ways, sql` or `)}) is not true
      and ${sql.join([sql`true`, ...notOf.map(({ column, value }) => sql`t.${sql.ref(column)}::text <> ${value}`)], sql` and `)}`
  for await (const rows of snapshot.stream(query, rowsAtOnce)) yield rows.map(({ row }) => row)
}

/** Whose records are in it, some at a time. */
export async function* exportedPeople(
  snapshot: Snapshot,
  { commissionerId: tenant }: Actor,
): AsyncGenerator<readonly string[]> {
  const query = sql<{ row: string }>`select to_jsonb(t.person_id) as row from person t
    where t.commissioner_id = ${tenant} and (${isRestricted(tenant, 't', 'person_id')}) is not true`
  for await (const rows of snapshot.stream(query, peopleAtOnce)) yield rows.map(({ row }) => row)
}

/** How many records of people are not in it, since they are restricted: whoever takes all of it elsewhere knows that it is not all. */
export async function countRestricted(snapshot: Snapshot, { commissionerId: tenant }: Actor): Promise<number> {
  const query = sql<{ row: number }>`select to_jsonb(count(*)::int) as row from person t
    where t.commissioner_id = ${tenant} and t.joined_into is null and ${isRestricted(tenant, 't', 'person_id')}`
  let count = 0
  for await (const [first] of snapshot.stream(query, 2)) count = first?.row ?? 0
  return count
}

/** The columns of a kind, in their order. */
export async function columnsOf(snapshot: Snapshot, { table, without }: ExportedKind): Promise<string[]> {
  const query = sql<{ row: string }>`select to_jsonb(a.attname::text) as row from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`
  const names: string[] = []
  for await (const rows of snapshot.stream(query, rowsAtOnce)) names.push(...rows.map(({ row }) => row))
  return names.filter((name) => !without.includes(name))
}

/** One that was just read to its end gives its place free a moment later. */
const mostTries = 10
const betweenMilliseconds = 200

/** Whether no other export of the commissioner is being read: one at a time holds a connection and a look at the database. It holds until the look ends. */
export async function isAlone(snapshot: Snapshot, { commissionerId }: Actor): Promise<boolean> {
  const query = sql<{
    row: boolean
  }>`select to_jsonb(pg_try_advisory_xact_lock(hashtextextended(${`export ${commissionerId}`}, 0))) as row`
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (tries > 0) await wait(betweenMilliseconds)
    let free = false
    // Read to its end, so that its cursor is closed.
    for await (const [first] of snapshot.stream(query, 2)) free = first?.row ?? false
    if (free) return true
  }
  return false
}
