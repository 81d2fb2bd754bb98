import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'
import { endPause } from './end-pause.ts'
import { findOpenPause, listPausesToEnd } from './repository.ts'

const mostInBatch = 200

/**
 * Ends the pauses whose last day is over, each in a transaction of its own, and says how many. The days count from the day on which a pause was to
 * end, however late it is found. A case that somebody works on is left for the next sweep.
 */
export async function sweepPauses({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    for (const { caseId } of await database.read(actor, (reads) => listPausesToEnd(reads, actor, today, mostInBatch))) {
      if (closing.aborted) return done
      const ended = await database.write(actor, async (tx) => {
        if (!(await lockUnlessHeld(tx, actor, caseId))) return false
        const [budgetCase, pause] = await Promise.all([lockCase(tx, actor, caseId), findOpenPause(tx, actor, caseId)])
        if (!budgetCase || !pause || pause.until === null || pause.until >= today) return false
        await endPause(tx, context, budgetCase, pause, daysAfter(pause.until, 1), 'last-day')
        return true
      })
      if (ended) done += 1
    }
  }
  return done
}
