import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { type ChaseStep, isEssential, nextChaseOn, receiptDueOn } from '../rules/spending/missing-receipts.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlan } from '../support-plans/repository.ts'
import { findChaseOn, insertChase, listToChase } from './chases-repository.ts'
import { findPurchase } from './repository.ts'

const mostInBatch = 200

/**
 * Asks for the receipts that are missing, twice, and then pauses who did not file theirs, and says how often it did something. Each purchase is a
 * transaction of its own; a case that somebody works on is left for the next run.
 */
export async function chaseReceipts({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    for (const { id, caseId } of await database.read(actor, (reads) => listToChase(reads, actor, today, mostInBatch))) {
      if (closing.aborted) return done
      const chased = await database.write(actor, async (tx) => {
        if (!(await lockUnlessHeld(tx, actor, caseId))) return false
        return chase(tx, context, id)
      })
      if (chased) done += 1
    }
  }
  return done
}

/** One step about one receipt. Under the lock it is looked at again: it may have come meanwhile. */
async function chase(tx: Tx, { actor, now }: Context, id: string): Promise<boolean> {
  const today = londonDate(now)
  const [budgetCase, purchase, dueOn] = await Promise.all([
    lockCase(tx, actor, { table: 'purchase', id }),
    findPurchase(tx, actor, id),
    findChaseOn(tx, actor, id),
  ])
  if (!budgetCase || !purchase || dueOn === null || dueOn > today) return false
  const done = purchase.receiptChasedOn.length
  const step = done === 0 ? 'first-reminder' : done === 1 ? 'second-reminder' : await lastStep(tx, actor, purchase)
  const next = nextChaseOn(purchase.boughtOn, done, today)
  await insertChase(tx, actor, id, { step, on: today }, next)
  await record(tx, actor, {
    type: 'purchase.receipt-chased',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { planLineId: purchase.planLineId, step, dueOn: receiptDueOn(next, done + 1) },
  })
  return true
}

async function lastStep(
  tx: Tx,
  actor: Context['actor'],
  { planLineId }: { readonly planLineId: string },
): Promise<ChaseStep> {
  const line = await findLine(tx, actor, planLineId)
  const plan = line && (await findPlan(tx, actor, line.supportPlanId))
  const planned = plan?.lines.find(({ key }) => key === line?.key)
  return line && isEssential(line, planned) ? 'essential' : 'paused'
}
