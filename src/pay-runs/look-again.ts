import { lockCases } from '../case-access/lock-cases-repository.ts'
import { postRelease } from '../ledger/book-repository.ts'
import { fail } from '../ledger/payment-moves-repository.ts'
import { listLacking } from '../payees/repository.ts'
import { cancelOrHold } from '../payments/cancel-or-hold.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { cancelPayments } from '../payments/repository.ts'
import { setTakenBack, sumRun } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { type Gates, type NotNow, whyHeld } from '../payments/why-held.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { type LookedAt, listHeldOtherwise, lockHandedOver } from './look-again-repository.ts'
import { findRun, type KeptPayRun, setRun } from './repository.ts'

/**
 * Looks again at the payments of a run before its file is made first: one that may not be made any more leaves the run and waits with the reason, one whose line is held in another way since is planned anew, and the rest is
 * paid. Of those with an account the account is held, so that none takes its place before the file is made. Without an account of the payer there is no file.
 */
export async function lookAgain(
  tx: Tx,
  context: Context,
  run: KeptPayRun,
  gates: Gates,
  withAccount: ReadonlySet<string>,
): Promise<KeptPayRun> {
  const { actor, now } = context
  const today = londonDate(now)
  // A case comes before its payments, as for whoever plans them anew.
  await lockCases(tx, actor, await listHeldOtherwise(tx, actor, run.id))
  const all = await lockHandedOver(tx, actor, run.id)
  const payees = new Set(all.flatMap(({ payment }) => payment.payeeId ?? []))
  const lacking = await listLacking(tx, actor, [...payees], today)
  const isDoubtful = ({ doubtful, payment }: LookedAt) => doubtful || lacking.has(payment.payeeId ?? '')
  const asked = all.filter(isDoubtful).map(({ payment }) => payment)
  const reasons = new Map<string, OutBecause>(await whyHeld(tx, actor, asked, gates, run.payerId, today))
  for (const { payment, accountChanged, heldOtherwise } of all) {
    if (heldOtherwise && reasons.get(payment.id) !== 'line-closed') reasons.set(payment.id, 'held-otherwise')
    if (reasons.has(payment.id)) continue
    if (accountChanged) reasons.set(payment.id, 'account-changed')
    else if (withAccount.has(run.payerId) && !withAccount.has(payment.payeeId ?? payment.caseId))
      reasons.set(payment.id, 'bank-details-missing')
  }
  if (reasons.size === 0) return run
  const out = all.map(({ payment }) => payment).filter(({ id }) => reasons.has(id))
  await takeBack(tx, context, out, reasons)
  const { count, pence } = await sumRun(tx, actor, run.id)
  const settled = count === 0 ? { settled_at: now } : {}
  await setRun(tx, actor, run.id, { payment_count: count, total_pence: pence, ...settled })
  return orNotFound(await findRun(tx, actor, run.id))
}

/** Nothing is left to make a file of: what was in the run waits. */
export const nothingLeft = (): Problem =>
  new Problem('nothing-to-pay', 'None of its payments may be made now: each waits with its reason')

/** Why a payment leaves a run: it waits for a reason, is not made any more, or is planned anew since its line is held in another way. */
type OutBecause = NotNow | 'held-otherwise'

async function takeBack(
  tx: Tx,
  context: Context,
  out: readonly Payment[],
  reasons: ReadonlyMap<string, OutBecause>,
): Promise<void> {
  const { actor, now } = context
  const isClosed = ({ id }: Payment) => reasons.get(id) === 'line-closed'
  const isOtherwise = ({ id }: Payment) => reasons.get(id) === 'held-otherwise'
  await setTakenBack(
    tx,
    actor,
    out.map(({ id }) => id),
  )
  const backOf = (payment: Payment) => {
    if (payment.purpose === 'owed') return 'owed'
    return isClosed(payment) || isOtherwise(payment) ? 'available' : 'committed'
  }
  const moves = out.map((payment) => {
    const { caseId, planLineId, amountPence: pence } = payment
    return { caseId, planLineId, pence, to: backOf(payment) } as const
  })
  fail(tx, actor, moves, now)
  const closed = out.filter(isClosed)
  // The money of a line that has closed goes back to where that of the others went.
  for (const { caseId, planLineId: id, amountPence: pence } of closed)
    postRelease(tx, actor, caseId, [{ id, from: 'available', pence }], now)
  const otherwise = out.filter(isOtherwise)
  await cancelPayments(
    tx,
    actor,
    otherwise.map(({ id }) => id),
    'plan-changed',
    now,
  )
  for (const { caseId } of otherwise) replanPayments(tx, context, caseId)
  const waiting = new Map(
    [...reasons].flatMap(([id, reason]) => (reason === 'held-otherwise' ? [] : [[id, reason] as const])),
  )
  await cancelOrHold(
    tx,
    context,
    out.filter((payment) => !isOtherwise(payment)),
    waiting,
  )
}
