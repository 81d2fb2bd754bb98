import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { listToFollow, setFollowed } from '../service-agreements/followed-repository.ts'
import { replanPayments } from './plan-payments.ts'
import { listCasesAcross } from './replanned-repository.ts'

const agreementsInBatch = 50
const casesInPart = 200

/**
 * Has payments to a provider follow what was signed with it, or ended: where days of one come before an agreement or after it, those of its case are planned anew, each case in a
 * transaction of its own. An agreement is done once all its cases are; what somebody else holds is tried again. Gives how many cases were planned anew.
 */
export async function followAgreements({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    for (const agreement of await database.read(actor, (reads) => listToFollow(reads, actor, agreementsInBatch))) {
      const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
      let whole = true
      for (let after: string | undefined, more = true; more; ) {
        const part: { after: string | undefined; most: number } = { after, most: casesInPart }
        const cases: string[] = await database.read(actor, (reads) => listCasesAcross(reads, actor, agreement, part))
        for (const caseId of cases) {
          if (closing.aborted) return done
          const planned = await database.write(actor, async (tx) => {
            if (!(await lockUnlessHeld(tx, actor, caseId))) return false
            await lockCase(tx, actor, caseId)
            replanPayments(tx, context, caseId)
            return true
          })
          if (planned) done += 1
          else whole = false
        }
        after = cases.at(-1)
        more = cases.length === casesInPart
      }
      if (whole) await database.write(actor, (tx) => setFollowed(tx, actor, agreement.id, agreement.until, context.now))
    }
  }
  return done
}
