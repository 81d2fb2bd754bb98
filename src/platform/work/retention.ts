import { sql } from 'kysely'
import type { DatabaseAccess } from '../database/database.ts'
import { listTenants } from '../database/tenants.ts'
import type { Clock } from './clock.ts'
import { inBatches } from './in-batches.ts'

const mostInBatch = 500
/** So long a repeated key gets the answer of the first request. */
export const daysAnswersAreKept = 7

/** Forgets the answers to idempotency keys after seven days, a few at a time, and says how many. */
export async function forgetOldAnswers(database: DatabaseAccess, now: Clock): Promise<number> {
  let forgotten = 0
  for (const { commissionerId } of await listTenants(database)) {
    const before = new Date(now(commissionerId).getTime() - daysAnswersAreKept * 86_400_000)
    forgotten += await inBatches(database, { commissionerId, actorId: 'retention' }, mostInBatch, async (tx, most) => {
      const result =
        await sql`delete from idempotency_record where commissioner_id = ${commissionerId} and (actor_id, key) in (
        select actor_id, key from idempotency_record
        where commissioner_id = ${commissionerId} and stored_at < ${before} order by stored_at limit ${most})`.execute(
          tx,
        )
      return Number(result.numAffectedRows ?? 0)
    })
  }
  return forgotten
}
