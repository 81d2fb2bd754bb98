import type pg from 'pg'

/**
 * Makes a database count every write: a trigger on each table notes, in the writer's own transaction, that rows were inserted, changed
 * or deleted. What is rolled back leaves no note; what is committed does, also where a row is put back as it was. Notes are only ever
 * added, so that writers do not wait for each other. Seals and who looked are written behind the requests: they and the queue to the
 * seals are left out.
 */
export async function watchWrites(client: pg.Client): Promise<void> {
  await client.query(`
    create schema watch;
    create unlogged table watch.written (table_name text not null);
    create function watch.note() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      if exists (select from changed) then insert into watch.written values (tg_table_name); end if;
      return null;
    end $$;
    do $$
    declare watched text;
    begin
      for watched in ${watchedTables} loop
        execute format('create trigger watch_insert after insert on %I referencing new table as changed execute function watch.note()', watched);
        execute format('create trigger watch_update after update on %I referencing new table as changed execute function watch.note()', watched);
        execute format('create trigger watch_delete after delete on %I referencing old table as changed execute function watch.note()', watched);
      end loop;
    end $$`)
}

const watchedTables = `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  and relname not in ('audit_seal', 'audit_outbox', 'record_read', 'schema_migration')`

/** For each table, how many statements have written rows of it that stayed. */
export const writtenQuery = `select t.relname as name, (select count(*)::text from watch.written w where w.table_name = t.relname) as writes
  from (${watchedTables}) t`
