import pg from 'pg'
import { alone, type Patience } from './migration-lock.ts'

/** A table that lies on the coordinator alone so far. */
interface Table {
  readonly name: string
  /** Its rows are each of one tenant; otherwise it lies whole on every machine. */
  readonly ofTenant: boolean
  /** The tables that its foreign keys lead to. */
  readonly leadsTo: readonly string[]
}

/** By tenant, or whole on each machine; a table that Citus knows as its own, and keeps in one place, is neither. */
const laidOut = "select p.logicalrelid from pg_dist_partition p where p.partmethod = 'h' or p.repmodel = 't'"
const column = 'commissioner_id'
const settings = {
  // What `set local` sets goes to the machines with the statements, so that row-level security holds there.
  'citus.propagate_set_commands': 'local',
  // The triggers look only at rows of the tenant of their own row, which lie beside it.
  'citus.enable_unsafe_triggers': 'on',
  // A table with a key to `commissioner` stays as a migration makes it until it is laid out: Citus would turn it into a kind of its own, which
  // may have no key to a table of tenants.
  'citus.enable_local_reference_table_foreign_keys': 'off',
}

/**
 * Lays the tables over the machines of Citus, each tenant whole on one, and says in sentences what it did; undefined where the database is
 * PostgreSQL alone. What is laid out already stays as it is.
 */
export async function distribute(url: string, patience: Patience = {}): Promise<string[] | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'recovery-budgets-distribute',
  })
  await client.connect()
  try {
    const { rows } = await client.query("select from pg_extension where extname = 'citus'")
    if (rows.length === 0) return undefined
    const done = await alone(client, patience, () => keepSettings(client))
    for (const table of inOrder(await tablesLeft(client))) {
      const isDone = await alone(client, patience, () => layOut(client, table))
      if (isDone)
        done.push(table.ofTenant ? `${table.name} lies by tenant.` : `${table.name} lies whole on each machine.`)
    }
    const emptied = await alone(client, patience, () => emptyCopies(client))
    if (emptied > 0) done.push(`What was copied from ${emptied} tables lies on the machines alone.`)
    return done
  } finally {
    await client.end()
  }
}

/** Of the database, so that they hold for every role that the service and the migrations may sign in as. */
async function keepSettings(client: pg.Client): Promise<string[]> {
  const done: string[] = []
  for (const [name, value] of Object.entries(settings)) {
    const { rows } = await client.query(
      `select from pg_db_role_setting where setrole = 0 and $1 = any(setconfig)
        and setdatabase = (select oid from pg_database where datname = current_database())`,
      [`${name}=${value}`],
    )
    if (rows.length > 0) continue
    await client.query(
      `do $$ begin execute format('alter database %I set ${name} = %L', current_database(), '${value}'); end $$`,
    )
    done.push(`${name} is ${value} in this database.`)
  }
  return done
}

async function tablesLeft(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
        c.relname <> 'commissioner' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = $1) as "ofTenant",
        array(select distinct other.relname::text from pg_constraint f join pg_class other on other.oid = f.confrelid
          where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "leadsTo"
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.oid not in (${laidOut})
      order by c.relname`,
    [column],
  )
  return rows
}

/** Each after those that its foreign keys lead to, since a key leads from what is laid out only to what is. */
export function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  let left = [...tables]
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ leadsTo }) => !leadsTo.some((name) => names.has(name)))
    if (ready.length === 0)
      throw new Error(`The foreign keys of these tables lead round in a circle: ${[...names].join(', ')}`)
    ordered.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return ordered
}

/** Another who distributes may have done it while this one waited. */
async function layOut(client: pg.Client, { name, ofTenant }: Table): Promise<boolean> {
  const { rows } = await client.query<{ beside: string | null; done: boolean; forced: boolean }>(
    `select (select min(p.logicalrelid::regclass::text) from pg_dist_partition p where p.partmethod = 'h') as beside,
        c.oid in (${laidOut}) as done, c.relforcerowsecurity as forced
      from pg_class c where c.oid = $1::regclass`,
    [name],
  )
  const [{ beside, done, forced } = { beside: null, done: true, forced: false }] = rows
  if (done) return false
  // The settings of the database are those of the connections that begin from now on; and a key to a table that lies whole on each machine
  // is made on one connection to it.
  for (const [setting, value] of Object.entries({ ...settings, 'citus.multi_shard_modify_mode': 'sequential' }))
    await client.query(`set local ${setting} = '${value}'`)
  // Rows that are there are copied: nobody may whom row-level security binds, and no trigger may take them for new. So neither is there meanwhile.
  const table = pg.escapeIdentifier(name)
  if (forced) await client.query(`alter table ${table} no force row level security`)
  const triggers = await client.query<{ name: string; definition: string }>(
    `select tgname as name, pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by tgname`,
    [name],
  )
  for (const trigger of triggers.rows)
    await client.query(`drop trigger ${pg.escapeIdentifier(trigger.name)} on ${table}`)
  if (ofTenant)
    await client.query('select create_distributed_table($1::regclass, $2, colocate_with => $3)', [
      name,
      column,
      beside ?? 'none',
    ])
  else await client.query('select create_reference_table($1::regclass)', [name])
  for (const { definition } of triggers.rows) await client.query(definition)
  if (forced) await client.query(`alter table ${table} force row level security`)
  return true
}

/** Citus leaves the rows that it copied where they were, out of sight: an erasure would not reach them. */
async function emptyCopies(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.oid in (${laidOut}) and pg_relation_size(c.oid) > 0`,
  )
  for (const { name } of rows)
    await client.query('select truncate_local_data_after_distributing_table($1::regclass)', [name])
  return rows.length
}
