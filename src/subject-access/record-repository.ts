import { type RawBuilder, sql } from 'kysely'
import { isOfPerson } from '../people/joined-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { kept, type Told } from './kept.ts'

const rowsAtOnce = 100

/** The condition that a row `t` of the table is the person's. */
function theirs({ by }: Told, tenant: string, personId: string): RawBuilder<unknown> {
  if (by === 'person_id') return isOfPerson(tenant, personId)
  if (by === 'case_id')
    return sql`t.case_id in (select c.case_id from budget_case c where c.commissioner_id = ${tenant} and c.person_id = ${personId})`
  const parent = kept[by.table]
  if ('leftOut' in parent) return sql`false`
  return sql`t.${sql.ref(by.key)} in (select t.${sql.ref(by.key)} from ${sql.table(by.table)} t
    where t.commissioner_id = ${tenant} and ${theirs(parent, tenant, personId)})`
}

/** The rows of one table that are about the person, a few at a time, so that a long record takes no more memory than a short one. */
export async function* rowsOf(
  snapshot: Snapshot,
  { commissionerId }: Actor,
  table: string,
  entry: Told,
  personId: string,
): AsyncGenerator<Record<string, unknown>> {
  const hidden = ['commissioner_id', ...Object.keys(entry.without ?? {})]
  const query = sql<{
    row: Record<string, unknown>
  }>`select to_jsonb(t) - ${hidden}::text[] as row from ${sql.table(table)} t
    where t.commissioner_id = ${commissionerId} and ${theirs(entry, commissionerId, personId)}`
  for await (const rows of snapshot.stream(query, rowsAtOnce)) for (const { row } of rows) yield row
}
