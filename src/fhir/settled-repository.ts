import { sql } from 'kysely'
import { looksAtLength, type Reads } from '../platform/database/database.ts'

/** How long it can take from the instant by which a change is kept until PostgreSQL knows of it: clocks of instances differ a little as well. */
const secondsOnTheWay = 5

/**
 * Before which instant all that changed can be read: what is stored later changed later. A change counts from when its transaction began, so that it
 * is earlier than each that is under way, whichever instance has it. It goes in a turn of its own, before the search: what was under way here and is over when that begins is found
 * by it. What looks for long, and changes nothing, is not waited for.
 */
export async function settledUntil(reads: Reads, now: Date): Promise<Date> {
  const { seconds } = await reads
    .selectNoFrom(
      sql<
        number | null
      >`(select extract(epoch from clock_timestamp() - min(a.xact_start))::float8 from pg_stat_activity a
        where a.datname = current_database() and a.pid <> pg_backend_pid() and a.application_name <> ${looksAtLength})`.as(
        'seconds',
      ),
    )
    .executeTakeFirstOrThrow()
  return new Date(now.getTime() - 1000 * ((seconds ?? 0) + secondsOnTheWay))
}
