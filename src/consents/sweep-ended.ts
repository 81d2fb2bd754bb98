import { listToLapse } from '../people/consent-repository.ts'
import { lockPerson } from '../people/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { lapseConsent } from './end-consent.ts'
import { endSharing } from './end-sharing-without-consent.ts'
import { listSharingsToEnd } from './sharing-repository.ts'

const mostInBatch = 200

/**
 * Closes the consents and the sharing without consent whose last day is over, each in a transaction of its own, and says how many. Nobody
 * sees more for it being late: sight is asked of the day itself.
 */
export async function sweepEnded({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const close = async (personId: string, end: (tx: Tx) => Promise<boolean>) => {
      const ended = await database.write(actor, async (tx) => {
        await lockPerson(tx, actor, personId)
        return end(tx)
      })
      if (ended) done += 1
    }
    for (const consent of await database.read(actor, (reads) => listToLapse(reads, actor, mostInBatch))) {
      if (closing.aborted) return done
      await close(consent.personId, (tx) => lapseConsent(tx, context, consent))
    }
    for (const sharing of await database.read(actor, (reads) => listSharingsToEnd(reads, actor, mostInBatch))) {
      if (closing.aborted) return done
      await close(sharing.personId, (tx) => endSharing(tx, context, sharing))
    }
  }
  return done
}
