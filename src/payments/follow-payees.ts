import { listPayeesToFollow, setPayeeFollowed } from '../payees/followed-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { replanCases } from './replan-cases.ts'
import { listCasesOfPayee } from './replanned-repository.ts'

const payeesInBatch = 50

/**
 * Has payments follow who is registered: once an organisation that holds money for people is registered as a payee, and once any payee is ended or opened again, their cases are planned
 * anew. A change is done once all its cases are; what somebody else holds is tried again. Gives how many cases were planned anew.
 */
export async function followPayees(platform: Platform, closing: AbortSignal): Promise<number> {
  const { database } = platform
  let done = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    for (const payee of await database.read(actor, (reads) => listPayeesToFollow(reads, actor, payeesInBatch))) {
      const { planned, whole, fault } = await replanCases(platform, actor, closing, (reads, part) =>
        listCasesOfPayee(reads, actor, payee, part),
      )
      done += planned
      if (fault !== undefined) failed = fault
      if (closing.aborted) return done
      if (whole) await database.write(actor, (tx) => setPayeeFollowed(tx, actor, payee))
    }
  }
  if (failed !== undefined) throw failed
  return done
}
