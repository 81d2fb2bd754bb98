import { systemActor } from '../platform/access/system-actor.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Clock } from '../platform/work/clock.ts'
import { inBatches } from '../platform/work/in-batches.ts'
import { deleteOld } from './repository.ts'
import { daysOfReport } from './schemas.ts'

/** Removes the reports of imports that ended long ago. The lines themselves went when they were done. */
export async function forgetImports(
  { database, now }: { readonly database: DatabaseAccess; readonly now: Clock },
  closing: AbortSignal,
): Promise<void> {
  for (const { commissionerId } of await listTenants(database)) {
    const before = new Date(now(commissionerId).getTime() - daysOfReport * 86_400_000)
    const scope = systemActor(commissionerId)
    await inBatches(database, scope, 1, (tx, most) => deleteOld(tx, scope, before, most), closing)
  }
}
