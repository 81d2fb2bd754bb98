import type pg from 'pg'
import type { TestDatabase } from './database.ts'
import { isTally, recounting } from './tallies.ts'

/** What a walk depends on besides the walk itself: where a test has written one of these, another walk could come to other rows. */
const premises = [
  'commissioner',
  'delegation',
  'organisation',
  'scheme',
  'scheme_draft',
  'scheme_publication',
  'scheme_version',
]

/** Rows by their table, as PostgreSQL writes them as JSON. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/**
 * Lets rows of another database be put in as they are. They were checked where they came to be: neither their references nor what
 * their insert sets off is looked at again. Answers false, and puts nothing in, where the database has other premises.
 */
export async function addCopying(client: pg.Client): Promise<void> {
  const recount = await recounting()
  const written = premises.map((table) => `'${table}'`).join(', ')
  await client.query(`
    create function watch.put(tables json) returns boolean language plpgsql set session_replication_role = replica set search_path = public as $$
    declare name text; columns text;
    begin
      if exists (select from watch.written where table_name in (${written})) then return false; end if;
      for name in select json_object_keys(tables) loop
        select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
          where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
        execute format('insert into public.%1$I (%2$s) select %2$s from json_populate_recordset(null::public.%1$I, $1)', name, columns)
          using tables -> name;
      end loop;
      if tables -> 'decision' is not null or tables -> 'routing' is not null then
        ${recount}
      end if;
      return true;
    end $$`)
}

/** Puts them in; false where the database has other premises. */
export async function putRows(database: TestDatabase, rows: string): Promise<boolean> {
  const [done] = await database.sql<{ put: boolean }>('select watch.put($1)', [rows])
  return done?.put ?? false
}

/** The number of a transaction of now: what is written later has a higher one. */
export async function markOf(database: TestDatabase): Promise<string> {
  const [row] = await database.sql<{ mark: string }>('select pg_current_xact_id()::text as mark')
  return row?.mark ?? '0'
}

/** Everything that was written between two marks, and that is still there. Answers that are kept for a repeated request are left out, and what is counted anew where rows are put in. */
export async function rowsBetween(database: TestDatabase, from: string, to: string): Promise<string> {
  const tables = await database.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname <> 'idempotency_record'`,
  )
  const each = tables
    .filter(({ name }) => !isTally(name))
    .map(
      ({ name }) => `select '${name}' as name, json_agg(to_json(t)) as rows from public.${name} t
      where t.xmin::text::bigint > $1 and t.xmin::text::bigint < $2`,
    )
  const [all] = await database.sql<{ rows: string }>(
    `select json_object_agg(name, rows)::text as rows from (${each.join(' union all ')}) a where rows is not null`,
    [from, to],
  )
  return all?.rows ?? '{}'
}
