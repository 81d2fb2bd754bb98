import { instruct } from '../ledger/payment-moves-repository.ts'
import { lockToInstruct, setInstructed, sumRun } from '../payments/runs-repository.ts'
import type { Gates } from '../payments/why-held.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { holdWaiting } from './draft-pay-run.ts'
import { type KeptPayRun, listWorking, lockRun, setRun } from './repository.ts'
import { endRun, settlePart } from './settle-payments.ts'
import { takeOutPart } from './take-out-part.ts'

/** So many payments are handed over, settled, or taken back, in one transaction. */
const paymentsInPart = 250

/**
 * Goes on with every run that was approved, part by part: hands its payments to the bank, settles what the bank said, and takes them back where the run was given up. What is to do is read off the
 * payments, so that whatever a process leaves behind when it dies is found by the next; each part is done once or not at all, by whoever has the run at that
 * moment.
 */
export async function advancePayRuns(
  { database, now }: Platform,
  gates: Gates,
  closing?: AbortSignal,
): Promise<number> {
  let parts = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    for (const id of await database.read(actor, (reads) => listWorking(reads, actor))) {
      try {
        for (let more = true; more && !closing?.aborted; ) {
          const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
          more = await database.write(actor, (tx) => advance(tx, context, id, gates))
          if (more) parts += 1
        }
      } catch (error) {
        // One that breaks does not hold up the others.
        failed = error
      }
    }
  }
  if (failed !== undefined) throw failed
  return parts
}

/** Does the next part of a run; false where there is nothing to do now, or somebody else does it. */
async function advance(tx: Tx, context: Context, id: string, gates: Gates): Promise<boolean> {
  const run = await lockRun(tx, context.actor, id, 'free')
  if (run?.status === 'approved') return instructPart(tx, context, run, gates)
  if (run?.status === 'cancelled' && run.settledAt === null) return takeOutPart(tx, context, run, gates, paymentsInPart)
  if (run?.status !== 'instructed') return false
  // Of one that lost all its payments before they were handed over the bank has nothing to say.
  if (run.payments > 0) return settlePart(tx, context, run.id, paymentsInPart)
  await endRun(tx, context, run.id)
  return true
}

/** Hands the next payments to the bank, unless something has come in between since the run was drafted: that leaves the run and waits. */
async function instructPart(tx: Tx, context: Context, { id, payerId }: KeptPayRun, gates: Gates): Promise<boolean> {
  const { actor, now } = context
  const next = await lockToInstruct(tx, actor, id, paymentsInPart)
  if (next.length === 0) {
    const { count, pence } = await sumRun(tx, actor, id)
    await setRun(tx, actor, id, { instructed_at: now, payment_count: count, total_pence: pence })
    const facts = { payments: count, totalPence: pence }
    await record(tx, actor, { type: 'pay-run.instructed', subjectId: id, caseId: null, at: now, facts })
    return true
  }
  const payable = await holdWaiting(tx, context, next, gates, payerId)
  await setInstructed(
    tx,
    actor,
    payable.map((payment) => payment.id),
    now,
  )
  const moves = payable.map(({ caseId, planLineId, amountPence, purpose }) => ({
    ...{ caseId, planLineId, pence: amountPence },
    from: purpose === 'owed' ? ('owed' as const) : ('committed' as const),
  }))
  instruct(tx, actor, moves, now)
  await Promise.all(
    payable.map(({ id: subjectId, caseId, planLineId, amountPence }) => {
      const facts = { planLineId, amountPence, payRunId: id }
      return record(tx, actor, { type: 'payment.instructed', subjectId, caseId, at: now, facts })
    }),
  )
  return true
}
