import { systemActor } from '../platform/access/system-actor.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import { fingerprintsOf, openDetails, sealDetails } from './sealed.ts'
import { lockOtherKeys, setSealed } from './sealing-repository.ts'

const mostAtOnce = 200

/**
 * Seals every account with the key in use that was sealed with one before it, part by part; says how many, for each tenant. Ended in the middle, it goes on
 * where it was. Throws at an account whose key is not given any more.
 */
export async function* resealAccounts(
  database: DatabaseAccess,
): AsyncGenerator<{ commissionerId: string; resealed: number }> {
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    let [resealed, last] = [0, 0]
    do {
      last = await database.write(actor, async (tx) => {
        const accounts = await lockOtherKeys(tx, actor, fieldKeysFor(tx).keyId, mostAtOnce)
        await Promise.all(
          accounts.map(({ id, sealed }) => {
            const details = openDetails(tx, actor, id, sealed)
            return setSealed(tx, actor, id, sealDetails(tx, actor, id, details), fingerprintsOf(tx, actor, details)[0])
          }),
        )
        return accounts.length
      })
      resealed += last
    } while (last === mostAtOnce)
    yield { commissionerId, resealed }
  }
}
