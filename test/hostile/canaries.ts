import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { tenants } from '../support/seed.ts'
import type { Service } from '../support/service.ts'

/** Words that stand in every sentence and name of somebody else's records, and nowhere else. */
export const ofAnotherTenant = 'CanaryOfAnotherTenant'
export const ofAnotherCase = 'CanaryOfAnotherCase'

/**
 * Sentences have blanks; codes, keys, dates and identifiers have none, and what stands between two texts of JSON begins with a colon, a comma
 * or a bracket. A letter that was rendered is left out: it has its words from the rest.
 */
const sentence = `'"(?! ?[]:,}])([^"\\\\]{0,250} [^"\\\\]{0,250})"'`
const names = ['given_name', 'family_name', 'name', 'payee', 'bought', 'title', 'provider', 'communication_needs']

/** A row as JSON, with a canary in whatever somebody wrote. */
function withCanary(row: string, canary: string): string {
  const sung = `regexp_replace(${row}::text, ${sentence}, '"\\1 ${canary}"', 'g')`
  return names.reduce(
    (text, name) => `regexp_replace(${text}, '"${name}":"([^"]*)"', '"${name}":"\\1 ${canary}"')`,
    sung,
  )
}

/** Identifiers of the seeds keep their tenant's digit; all others are given another beginning, so that they name something of theirs alone. */
const toOthers = (text: string) =>
  `regexp_replace(replace(${text}, '-7000-8000-a', '-7000-8000-b'), '"0([0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-(?!b0000))', '"1\\1', 'g')`
export const asOthers = (id: string) => id.replace('-7000-8000-a', '-7000-8000-b').replace(/^0(?!19ab3f0)/, '1')

/** What both tenants have anyway; a letter, whose hash would no longer fit; and stored answers, which are asked for by their key. */
const leftAlone = ['commissioner', 'scheme', 'scheme_version', 'organisation', 'letter', 'idempotency_record']

interface Table {
  readonly name: string
}

async function asOwner<T>(service: Service, work: (client: pg.Client, tables: string[]) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: service.database.ownerUrl })
  await client.connect()
  try {
    await client.query("set session_replication_role = 'replica'")
    const { rows } = await client.query<Table>(
      `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'commissioner_id') order by 1`,
    )
    return await work(
      client,
      rows.map(({ name }) => name),
    )
  } finally {
    await client.end()
  }
}

/** The columns of a table that can be written: what the database works out is left to it. */
async function namesOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}

/** What is sealed opens only as that of its own row: a copy of it is no address of anybody. */
async function listSealed(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<Table>(
    `select attrelid::regclass::text as name from pg_attribute where attname = 'sealed' and not attisdropped and attrelid >= 16384`,
  )
  return rows.map(({ name }) => name)
}

/** Copies everything of one tenant to another, with canaries in it, and gives how many rows that were. */
export function plantTenant(service: Service): Promise<number> {
  return asOwner(service, async (client, tables) => {
    const sealed = await listSealed(client)
    let planted = 0
    for (const table of tables) {
      if (leftAlone.includes(table) || sealed.includes(table)) continue
      const row = toOthers(withCanary('row_to_json(x)', ofAnotherTenant))
      const names = await namesOf(client, table)
      const { rowCount } = await client.query(
        `insert into ${table} (${names.join(', ')}) select ${names.map((name) => `y.${name}`).join(', ')} from ${table} x,
          lateral json_populate_record(null::${table}, (${row})::json) y where x.commissioner_id = $1 on conflict do nothing`,
        [tenants.QYG.commissionerId],
      )
      planted += rowCount ?? 0
    }
    // Their documents have bytes too: a row without any is a fault of the store, and no attack.
    const folderOf = (tenant: { readonly commissionerId: string }) =>
      join(service.documentsFolder, tenant.commissionerId)
    for (const name of await readdir(folderOf(tenants.QYG)).catch(() => []))
      await cp(join(folderOf(tenants.QYG), name), join(folderOf(tenants.QOP), asOthers(name)))
    return planted
  })
}

/** Puts canaries into every row that has one of these identifiers in it. */
export function plantCase(service: Service, ids: readonly string[]): Promise<number> {
  return asOwner(service, async (client, tables) => {
    let planted = 0
    for (const table of tables) {
      if (leftAlone.includes(table)) continue
      await client.query('begin')
      await client.query(
        `create temporary table sung on commit drop as select * from ${table} x where commissioner_id = $1 and row_to_json(x)::text ~ $2`,
        [tenants.QYG.commissionerId, ids.join('|')],
      )
      const { rowCount } = await client.query(
        `delete from ${table} x where commissioner_id = $1 and row_to_json(x)::text ~ $2`,
        [tenants.QYG.commissionerId, ids.join('|')],
      )
      const names = await namesOf(client, table)
      await client.query(
        `insert into ${table} (${names.join(', ')}) select ${names.map((name) => `y.${name}`).join(', ')} from sung x,
          lateral json_populate_record(null::${table}, (${withCanary('row_to_json(x)', ofAnotherCase)})::json) y`,
      )
      await client.query('commit')
      planted += rowCount ?? 0
    }
    return planted
  })
}

/** What the other tenant has, as one hash a table: nobody's attack changes it. Those of it who look leave a note that they did. */
export function stateOfOtherTenant(service: Service): Promise<Record<string, string>> {
  return asOwner(service, async (client, tables) => {
    const state: Record<string, string> = {}
    for (const table of tables.filter((name) => name !== 'record_read')) {
      const { rows } = await client.query<{ state: string }>(
        `select coalesce(md5(string_agg(md5(row_to_json(x)::text), '' order by row_to_json(x)::text)), '') as state from ${table} x where commissioner_id = $1`,
        [tenants.QOP.commissionerId],
      )
      state[table] = rows[0]?.state ?? ''
    }
    return state
  })
}
