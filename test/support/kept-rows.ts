import type { TestDatabase } from './database.ts'

/** Written behind the requests, so that nothing counts it. */
const uncounted = ['audit_outbox', 'audit_seal', 'record_read']

/** Keeps every row of a database as it is now, to be put back as often as a test begins again from there. */
export async function keepRows({ sql }: TestDatabase): Promise<void> {
  const columns = `(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped and attgenerated = '')`
  await sql('create schema kept')
  await sql(`do $$
    declare name text;
    begin
      for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
        execute format('create table kept.%1$I as select * from public.%1$I', name);
      end loop;
    end $$`)
  await sql(`create function kept.put_back() returns void language plpgsql set session_replication_role = replica as $$
    declare name text; columns text;
    begin
      for name in select distinct table_name from watch.written union select unnest('{${uncounted.join(', ')}}'::text[]) loop
        columns := ${columns};
        execute format('delete from public.%I', name);
        execute format('insert into public.%1$I (%2$s) select %2$s from kept.%1$I', name, columns);
      end loop;
      delete from watch.written;
    end $$`)
  await sql('delete from watch.written')
}

/** Puts the rows back of every table that was written to since. Staff who registered since stay. */
export async function putRowsBack({ sql }: TestDatabase): Promise<void> {
  await sql('select kept.put_back()')
}
