import { systemActor } from '../access/system-actor.ts'
import type { DatabaseAccess, Tx } from '../database/database.ts'
import { listTenants } from '../database/tenants.ts'
import { inBatches } from '../work/in-batches.ts'
import { fieldKeysFor } from './field-keys.ts'

/** Seals again with the key in use what was sealed with one before it, at the most so many; says how many. */
export type ResealSome = (tx: Tx, commissionerId: string, keyId: string, most: number) => Promise<number>

/**
 * Seals again with the key in use all that was sealed with one before it, part by part; says how many, for each tenant. Ended in the middle, it goes on
 * where it was. Throws at what was sealed with a key that is not given any more.
 */
export async function* resealAll(
  database: DatabaseAccess,
  some: ResealSome,
  mostAtOnce = 200,
): AsyncGenerator<{ commissionerId: string; resealed: number }> {
  for (const { commissionerId } of await listTenants(database)) {
    const resealed = await inBatches(database, systemActor(commissionerId), mostAtOnce, (tx, most) =>
      some(tx, commissionerId, fieldKeysFor(tx).keyId, most),
    )
    yield { commissionerId, resealed }
  }
}
