import { factsOf } from '../case-access/open-for-writing.ts'
import { findOpenAppeal, lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { endPeriod } from './end-period.ts'
import { type DuePeriod, findPeriodEnd, listDuePeriods } from './repository.ts'

const mostInBatch = 200

/**
 * Ends the periods of plans in force whose last day in England is over, each in a transaction of its own, and says how many. While an appeal is open or a crisis is
 * on, a period is not ended: what the person has stays as it is.
 */
export async function endPeriods({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    let after: DuePeriod | undefined
    do {
      const page = await database.read(actor, (reads) => listDuePeriods(reads, actor, today, after, mostInBatch))
      after = page.length === mostInBatch ? page.at(-1) : undefined
      for (const { caseId, planId } of page) {
        if (closing.aborted) return done
        const ended = await database.write(actor, async (tx) => {
          if (!(await lockUnlessHeld(tx, actor, caseId))) return false
          const budgetCase = await lockCase(tx, actor, caseId)
          const [held, known, appeal, { crisis }] = await Promise.all([
            findPlanInForce(tx, actor, caseId),
            findPeriodEnd(tx, actor, planId),
            findOpenAppeal(tx, actor, caseId),
            factsOf(tx, context, caseId),
          ])
          if (!budgetCase || held?.plan.id !== planId || known || appeal || crisis) return false
          return (await endPeriod(tx, context, budgetCase, held.plan, held.opened)) !== undefined
        })
        if (ended) done += 1
      }
    } while (after !== undefined)
  }
  return done
}
