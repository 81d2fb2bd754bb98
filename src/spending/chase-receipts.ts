import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { type AgreedLine, findLine } from '../ledger/lines-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import {
  type ChaseStep,
  countedFrom,
  firstChaseOn,
  isEssential,
  nextChaseOn,
  receiptDueOn,
} from '../rules/spending/missing-receipts.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { findPlan } from '../support-plans/repository.ts'
import { listBoughtBefore } from './bought-before-repository.ts'
import { findChase, findSpender, insertChase, listToAskAgain, listToChase, setAskedAgain } from './chases-repository.ts'
import { followTakenBack } from './follow-first-payment.ts'
import { findPurchase } from './repository.ts'
import type { Purchase } from './schemas.ts'

const mostInBatch = 200

/**
 * Asks for the receipts that are missing, twice, and then pauses who did not file theirs, and again for those that turned out to be none; says how often it did something. Each purchase is a
 * transaction of its own; a case that somebody works on is left for the next run.
 */
export async function chaseReceipts({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    const withLock = (caseId: string, work: (tx: Tx) => Promise<boolean>) =>
      database.write(actor, async (tx) => (await lockUnlessHeld(tx, actor, caseId)) && work(tx))
    const none = await database.read(actor, (reads) => listToAskAgain(reads, actor, { most: mostInBatch }))
    for (const { id, caseId } of none) {
      if (closing.aborted) return done
      if (await withLock(caseId, (tx) => askAgain(tx, context, id))) done += 1
    }
    for (const { id, caseId } of await database.read(actor, (reads) => listToChase(reads, actor, today, mostInBatch))) {
      if (closing.aborted) return done
      if (await withLock(caseId, (tx) => chase(tx, context, id))) done += 1
    }
  }
  return done
}

/**
 * What was taken for a receipt is none, by what a scanner or an audit found: it is waited for as any other from today on, and is no first payment. Under the lock it is looked at again: another copy may have
 * come meanwhile.
 */
async function askAgain(tx: Tx, context: Context, id: string): Promise<boolean> {
  const { actor, now } = context
  const today = londonDate(now)
  const [budgetCase, purchase, [none]] = await Promise.all([
    lockCase(tx, actor, { table: 'purchase', id }),
    findPurchase(tx, actor, id),
    listToAskAgain(tx, actor, { only: id, most: 1 }),
  ])
  if (!budgetCase || !purchase || !none) return false
  await setAskedAgain(tx, actor, id, { on: today, chaseOn: firstChaseOn(today, today) })
  const line = await findLine(tx, actor, purchase.planLineId)
  if (line) await followTakenBack(tx, context, budgetCase, line.supportPlanId)
  return true
}

/** One step about one receipt. Under the lock it is looked at again: it may have come meanwhile. */
async function chase(tx: Tx, { actor, now }: Context, id: string): Promise<boolean> {
  const today = londonDate(now)
  const [budgetCase, purchase, due] = await Promise.all([
    lockCase(tx, actor, { table: 'purchase', id }),
    findPurchase(tx, actor, id),
    findChase(tx, actor, id),
  ])
  if (!budgetCase || !purchase || !due?.dueOn || due.dueOn > today) return false
  const done = purchase.receiptChasedOn.length
  const line = await findLine(tx, actor, purchase.planLineId)
  const step = done === 0 ? 'first-reminder' : done === 1 ? 'second-reminder' : await lastStep(tx, actor, line)
  const next = nextChaseOn(due.againSince ?? (await sinceOf(tx, actor, purchase, line)), done, today)
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

/** Since when the receipt of a purchase is waited for. */
async function sinceOf(
  tx: Tx,
  actor: Context['actor'],
  purchase: Purchase,
  line: AgreedLine | undefined,
): Promise<LocalDate> {
  const { id, caseId, boughtOn } = purchase
  const humanId = await findSpender(tx, actor, id)
  if (!line || humanId === undefined) return boughtOn
  const of = { caseId, lineKey: line.key }
  return countedFrom(purchase, await listBoughtBefore(tx, actor, { ...of, humanId, boughtOn, purchaseId: id }))
}

async function lastStep(tx: Tx, actor: Context['actor'], line: AgreedLine | undefined): Promise<ChaseStep> {
  const plan = line && (await findPlan(tx, actor, line.supportPlanId))
  const planned = plan?.lines.find(({ key }) => key === line?.key)
  return line && isEssential(line, planned) ? 'essential' : 'paused'
}
