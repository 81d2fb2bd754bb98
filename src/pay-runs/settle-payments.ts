import { lockCases } from '../case-access/lock-cases-repository.ts'
import { lockCase } from '../case-access/repository.ts'
import { carryPaidLate } from '../ledger/held-repository.ts'
import { fail, settle, withTheBank } from '../ledger/payment-moves-repository.ts'
import { planAgain, waitsAs } from '../payments/plan-again.ts'
import { setSettled, sumRun } from '../payments/runs-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { followFirstPayment } from '../spending/follow-first-payment.ts'
import { setRun } from './repository.ts'
import { listToSettle, setTaken, type ToSettle } from './results-repository.ts'

/** Settles the next payments that the bank said something of; false where there are none. Once all of the run are settled, so is the run. */
export async function settlePart(tx: Tx, context: Context, payRunId: string, most: number): Promise<boolean> {
  const { actor, now } = context
  const found = await listToSettle(tx, actor, payRunId, most)
  if (found.length === 0) return false
  // A case comes before its payments, as for whoever plans them anew; and no line closes while what is paid for it goes on to the next.
  const asked = found.filter((one) => one.awaitsFirst || one.failure !== null || isLate(one))
  await lockCases(
    tx,
    actor,
    asked.map(({ caseId }) => caseId),
  )
  // Whether a line is open is known once its case is held.
  const next = asked.length > 0 ? await listToSettle(tx, actor, payRunId, most) : found
  const failed = next.filter(({ failure }) => failure !== null)
  await setSettled(
    tx,
    actor,
    next.map(({ id }) => id),
    now,
  )
  await setTaken(
    tx,
    actor,
    next.map(({ reference }) => reference),
    now,
  )
  await beginPlans(tx, context, next)
  await bookPaid(tx, context, next)
  await putBack(tx, context, failed)
  await Promise.all(
    failed.map(({ id, caseId, planLineId, amountPence }) => {
      const facts = { planLineId, amountPence }
      return record(tx, actor, { type: 'payment.failed', subjectId: id, caseId, at: now, facts })
    }),
  )
  await endRun(tx, context, payRunId)
  return true
}

/** Whether what was paid is held for the person, so that it goes on to another line where its own has closed. */
const isLate = ({ toHold, paidOn }: ToSettle) => toHold && paidOn !== null

/** Books those of these payments that were made: what the bank has, or what is available of one that it was said not to have paid. What of them is held goes on where its line has closed. */
export async function bookPaid(
  tx: Tx,
  { actor, now }: Context,
  settled: readonly ToSettle[],
  from: 'the bank' | 'available' = 'the bank',
): Promise<void> {
  const paid = settled.flatMap((one) => (one.paidOn === null ? [] : [{ ...one, paidOn: one.paidOn }]))
  const moves = paid.map((one) => ({
    ...moneyOf(one),
    ...(from === 'available' && { from }),
    to: one.toHold ? ('held' as const) : ('spent' as const),
  }))
  settle(tx, actor, moves, now)
  await carryPaidLate(
    tx,
    actor,
    settled.filter(isLate).map(({ planLineId }) => planLineId),
    now,
  )
  await Promise.all(
    paid.map(({ id, caseId, planLineId, amountPence, paidOn }) => {
      const facts = { planLineId, amountPence, paidOn }
      return record(tx, actor, { type: 'payment.paid', subjectId: id, caseId, at: now, facts })
    }),
  )
}

const moneyOf = ({ caseId, planLineId, amountPence, purpose }: ToSettle) => ({
  ...{ caseId, planLineId, pence: amountPence },
  ...withTheBank(purpose),
})

/** The first payment that reaches the person makes their plan active, and stops its clock on the day of it. */
export async function beginPlans(tx: Tx, context: Context, payments: readonly ToSettle[]): Promise<void> {
  const first = new Map<string, string>()
  for (const { awaitsFirst, caseId, supportPlanId, paidOn } of payments)
    if (awaitsFirst && paidOn !== null) first.set(caseId, supportPlanId)
  for (const [caseId, planId] of [...first].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const budgetCase = await lockCase(tx, context.actor, caseId)
    if (budgetCase) await followFirstPayment(tx, context, budgetCase, planId)
  }
}

/** What the bank could not pay is set aside again, and waits until somebody has looked at why; of a line that has closed it is owed, and what is owed is owed again. */
async function putBack(tx: Tx, context: Context, failed: readonly ToSettle[]): Promise<void> {
  const moves = failed.map((one) => ({ ...moneyOf(one), to: waitsAs(one) }))
  fail(tx, context.actor, moves, context.now)
  await planAgain(tx, context, failed)
}

/** Settles a run once the bank has said all of it, or nothing is left in it. */
export async function endRun(tx: Tx, { actor, now }: Context, payRunId: string): Promise<void> {
  const { count, paid, failed } = await sumRun(tx, actor, payRunId)
  if (paid + failed < count) return
  await setRun(tx, actor, payRunId, { settled_at: now })
  const facts = { paid, failed }
  await record(tx, actor, { type: 'pay-run.settled', subjectId: payRunId, caseId: null, at: now, facts })
}
