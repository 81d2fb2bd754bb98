import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { listToFollow, setFollowed } from '../service-agreements/followed-repository.ts'
import { replanCases } from './replan-cases.ts'
import { listCasesAcross } from './replanned-repository.ts'

const agreementsInBatch = 50

/**
 * Has payments to a provider follow what was signed with it, or ended: where days of one come before an agreement or after it, those of its case are planned anew, each case in a
 * transaction of its own. An agreement is done once all its cases are; what somebody else holds is tried again. Gives how many cases were planned anew.
 */
export async function followAgreements(platform: Platform, closing: AbortSignal): Promise<number> {
  const { database, now } = platform
  let done = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    for (const agreement of await database.read(actor, (reads) => listToFollow(reads, actor, agreementsInBatch))) {
      const { planned, whole, fault } = await replanCases(platform, actor, closing, (reads, part) =>
        listCasesAcross(reads, actor, agreement, part),
      )
      done += planned
      if (fault !== undefined) failed = fault
      if (closing.aborted) return done
      const at = now(commissionerId)
      if (whole) await database.write(actor, (tx) => setFollowed(tx, actor, agreement.id, agreement.until, at))
    }
  }
  if (failed !== undefined) throw failed
  return done
}
