import { systemActor } from '../platform/access/system-actor.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import { resealSome } from './addresses-repository.ts'

const mostAtOnce = 200

/** Seals every address with the key in use that was sealed with one before it; says how many, for each tenant. */
export async function* resealAddresses(
  database: DatabaseAccess,
): AsyncGenerator<{ commissionerId: string; resealed: number }> {
  for (const { commissionerId } of await listTenants(database)) {
    let [resealed, last] = [0, 0]
    do {
      last = await database.write(systemActor(commissionerId), (tx) =>
        resealSome(tx, commissionerId, fieldKeysFor(tx).keyId, mostAtOnce),
      )
      resealed += last
    } while (last === mostAtOnce)
    yield { commissionerId, resealed }
  }
}
