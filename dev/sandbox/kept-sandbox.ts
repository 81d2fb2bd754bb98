import pg from 'pg'
import type { Scenario } from './scenarios/scenario.ts'

/*
 * What the sandbox keeps of its own: the clocks that were moved, who stands where, and each tenant as it was before anybody came. It is in a schema
 * beside the service's, of the role that owns the tables, and no migration has it: production has none of this.
 */

const schema = `
create schema if not exists sandbox;
create table if not exists sandbox.tenant_clock (
  commissioner_id uuid primary key,
  ahead_milliseconds bigint not null check (ahead_milliseconds > 0)
);
create table if not exists sandbox.scenario (
  commissioner_id uuid not null,
  name text not null,
  case_id uuid not null,
  person_id uuid not null,
  primary key (commissioner_id, name)
);
create table if not exists sandbox.kept_rows (
  commissioner_id uuid not null,
  table_name text not null,
  rows json not null,
  primary key (commissioner_id, table_name)
);`

/** Every table that has rows of a tenant. What is said of stored files stays, so that the sweep finds those that nothing keeps any more. */
const tenantTables = `
select c.relname as name from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'stored_document'
  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'commissioner_id' and not a.attisdropped)
order by c.relname`

/** Less than the second after which PostgreSQL looks for a deadlock: whoever resets gives way, and not the request that it stands in the way of. */
const lockMilliseconds = 300
const tries = 40

/** The hold that the sandbox has on its database, by the role that owns the tables. */
export class KeptSandbox {
  readonly #url: string

  constructor(ownerUrl: string) {
    this.#url = ownerUrl
  }

  /** Makes its tables where they are missing, and gives how far each clock is ahead. */
  async open(): Promise<ReadonlyMap<string, number>> {
    return this.#with(async (client) => {
      await client.query(schema)
      const { rows } = await client.query<{ id: string; ahead: string }>(
        'select commissioner_id as id, ahead_milliseconds as ahead from sandbox.tenant_clock',
      )
      return new Map(rows.map(({ id, ahead }) => [id, Number(ahead)]))
    })
  }

  async setAhead(commissionerId: string, milliseconds: number): Promise<void> {
    await this.#with((client) =>
      client.query(
        `insert into sandbox.tenant_clock values ($1, $2)
         on conflict (commissioner_id) do update set ahead_milliseconds = excluded.ahead_milliseconds`,
        [commissionerId, milliseconds],
      ),
    )
  }

  /** Keeps every tenant as it stands, where it is not kept yet: before anybody came. */
  async keepTenants(): Promise<void> {
    await this.#with(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select commissioner_id as id from commissioner c
         where not exists (select from sandbox.kept_rows k where k.commissioner_id = c.commissioner_id)`,
      )
      for (const { id } of rows)
        await inTenant(client, id, async () => {
          for (const { name } of await tables(client))
            await client.query(
              `insert into sandbox.kept_rows select $1, $2, json_agg(t) from ${name} t where t.commissioner_id = $1
               having count(*) > 0`,
              [id, name],
            )
        })
    })
  }

  /**
   * Puts a tenant back to what was kept of it: every row, with the identifiers that it had. Either all of it is there or nothing has happened. Who writes
   * meanwhile, of whichever tenant, waits for a moment.
   */
  async putBack(commissionerId: string): Promise<void> {
    for (let left = tries; ; left -= 1) {
      try {
        await this.#with((client) => inTenant(client, commissionerId, () => restore(client, commissionerId)))
        return
      } catch (error) {
        const isHeld = error instanceof pg.DatabaseError && ['55P03', '40P01'].includes(error.code ?? '')
        if (!isHeld || left === 0) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  async keepScenario(commissionerId: string, { name, caseId, personId }: Scenario): Promise<void> {
    await this.#with((client) =>
      client.query('insert into sandbox.scenario values ($1, $2, $3, $4)', [commissionerId, name, caseId, personId]),
    )
  }

  async listScenarios(commissionerId: string): Promise<Scenario[]> {
    return this.#with(async (client) => {
      const { rows } = await client.query<Scenario>(
        `select name, case_id as "caseId", person_id as "personId" from sandbox.scenario where commissioner_id = $1`,
        [commissionerId],
      )
      return rows
    })
  }

  async #with<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'recovery-budgets-sandbox' })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
}

/** One transaction in the scope of the tenant, which row-level security holds the owner to as well. */
async function inTenant(client: pg.Client, commissionerId: string, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.commissioner_id', $1, true)", [commissionerId])
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const tables = async (client: pg.Client) => (await client.query<{ name: string }>(tenantTables)).rows

/** Without triggers and foreign keys, since what comes back is whole as it was. No request writes in between: every table is held. */
async function restore(client: pg.Client, commissionerId: string): Promise<void> {
  const names = (await tables(client)).map(({ name }) => name)
  await client.query(`set local lock_timeout = ${lockMilliseconds}`)
  await client.query(`lock table ${names.join(', ')} in share row exclusive mode`)
  await client.query("set local session_replication_role = 'replica'")
  const mine = `commissioner_id = ${pg.escapeLiteral(commissionerId)}`
  // What a migration has added since has its default, as for every row that was there before.
  const { rows: kept } = await client.query<{ name: string; columns: string }>(
    `select k.table_name as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from sandbox.kept_rows k join pg_attribute a on a.attrelid = k.table_name::regclass and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = ''
       and (k.rows -> 0)::jsonb ? a.attname
     where k.${mine} group by k.table_name`,
  )
  await client.query(
    [
      ...names.map((name) => `delete from ${name} where ${mine}`),
      ...kept.map(
        ({ name, columns }) =>
          `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name},
            (select k.rows from sandbox.kept_rows k where k.${mine} and k.table_name = ${pg.escapeLiteral(name)}))`,
      ),
      `delete from sandbox.scenario where ${mine}`,
      `delete from sandbox.tenant_clock where ${mine}`,
    ].join(';'),
  )
}
