import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Where a writer is to be held: at the row of the table after so many, as they are inserted or have a column set. */
export interface HaltAt {
  readonly table: string
  readonly written: 'insert' | `update of ${string}`
  readonly after: number
}

/**
 * Has the database hold whoever writes more rows than are named, in the middle of their transaction. What is then killed dies in the
 * middle on any machine, where a test that watched and then struck came too late on a slow one.
 */
export async function haltWriter(ownerUrl: string, { table, written, after }: HaltAt) {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  owner.on('error', () => {})
  await owner.query('select pg_advisory_lock(5)')
  await owner.query(`create sequence halt_rows;
    create function halt_writer() returns trigger language plpgsql security definer set search_path from current as $$
      begin
        if nextval('halt_rows') > ${after} then perform pg_advisory_xact_lock_shared(5); end if;
        return new;
      end $$;
    create trigger halt_writer before ${written} on ${table} for each row execute function halt_writer()`)
  const held = `select pid from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`
  let over = false
  return {
    /** Until somebody is held. */
    async reached(): Promise<void> {
      while (!over && (await owner.query(held)).rowCount === 0) await wait(10)
    },
    /** Lets go of who is held and holds nobody from now on; returns once what the dead began has ended, one way or the other. */
    async end(): Promise<void> {
      over = true
      await owner.query('select pg_advisory_unlock(5)')
      await owner.query('drop function halt_writer cascade; drop sequence halt_rows')
      await owner.end()
    },
  }
}
