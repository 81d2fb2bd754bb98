import { lockCases } from '../case-access/lock-cases-repository.ts'
import { postRelease } from '../ledger/book-repository.ts'
import { fail } from '../ledger/payment-moves-repository.ts'
import { listLacking } from '../payees/repository.ts'
import { cancelOrHold } from '../payments/cancel-or-hold.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { cancelPayments, insertPayments } from '../payments/repository.ts'
import { setTakenBack, sumRun } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { type Gates, type NotNow, whyHeld } from '../payments/why-held.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { partUntil } from '../rules/payments/part-until.ts'
import { isOfSchedule } from '../rules/payments/planned.ts'
import { londonDate } from '../shared/dates.ts'
import { type LookedAt, listChanged, lockHandedOver } from './look-again-repository.ts'
import { findRun, type KeptPayRun, setRun } from './repository.ts'

/**
 * Looks again at the payments of a run before its file is made first: one that may not be made any more leaves the run and waits with the reason, one whose line is held in another way since is planned anew, what is owed though its line has closed is planned as such, and the rest is
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
  const changed = await listChanged(tx, actor, run.id)
  await lockCases(tx, actor, changed)
  const all = await lockHandedOver(tx, actor, run.id)
  // One that changed in this moment is not planned anew without its case.
  const isHeld = ({ payment, heldOtherwise, owedUntil }: LookedAt) =>
    changed.includes(payment.caseId) || !(heldOtherwise || owedUntil !== null)
  if (!all.every(isHeld)) throw new Problem('service-unavailable')
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
  const out = all.filter(({ payment }) => reasons.has(payment.id))
  await takeBack(tx, context, out, reasons, changed)
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
  lookedAt: readonly LookedAt[],
  reasons: ReadonlyMap<string, OutBecause>,
  changed: readonly string[],
): Promise<void> {
  const { actor, now } = context
  const out = lookedAt.map(({ payment }) => payment)
  const isClosed = ({ id }: Payment) => reasons.get(id) === 'line-closed'
  const isOtherwise = ({ id }: Payment) => reasons.get(id) === 'held-otherwise'
  await setTakenBack(
    tx,
    actor,
    out.map(({ id }) => id),
  )
  const backOf = (payment: Payment): 'owed' | 'available' | 'committed' => {
    if (payment.purpose === 'owed') return 'owed'
    return isClosed(payment) || isOtherwise(payment) ? 'available' : 'committed'
  }
  const owed = lookedAt.flatMap(({ payment, owedUntil, toHold }) => {
    const isOwed = isClosed(payment) || isOtherwise(payment)
    const part = isOwed && owedUntil !== null && partUntil(payment, owedUntil)
    return part ? [{ ...part, payment, toHold }] : []
  })
  const owedPence = new Map(owed.map(({ payment, amountPence }) => [payment.id, amountPence]))
  const restOf = ({ id, amountPence }: Payment) => amountPence - (owedPence.get(id) ?? 0)
  const moves = out.flatMap((payment) => {
    const { id, caseId, planLineId } = payment
    const about = { caseId, planLineId }
    return [
      { ...about, pence: owedPence.get(id) ?? 0, to: 'owed' as const },
      { ...about, pence: restOf(payment), to: backOf(payment) },
    ]
  })
  fail(tx, actor, moves, now)
  // The rest of the money of a line that has closed goes back to where that of the others went.
  for (const payment of out.filter(isClosed))
    postRelease(tx, actor, payment.caseId, [{ id: payment.planLineId, from: 'available', pence: restOf(payment) }], now)
  const otherwise = out.filter(isOtherwise)
  await cancelPayments(
    tx,
    actor,
    otherwise.map(({ id }) => id),
    'plan-changed',
    now,
  )
  // Whose case is held is planned anew: what was given up is for somebody else, or for other days, now.
  for (const { caseId } of out.filter((one) => changed.includes(one.caseId))) replanPayments(tx, context, caseId)
  const waiting = new Map(
    [...reasons].flatMap(([id, reason]) => (reason === 'held-otherwise' ? [] : [[id, reason] as const])),
  )
  await cancelOrHold(
    tx,
    context,
    out.filter((payment) => !isOtherwise(payment)),
    waiting,
  )
  await planOwed(tx, context, owed)
}

/** Plans the payments of what is owed though lines have closed: no schedule pays its days again. */
async function planOwed(
  tx: Tx,
  { actor, now }: Context,
  owed: readonly (NonNullable<ReturnType<typeof partUntil>> & Pick<LookedAt, 'payment' | 'toHold'>)[],
): Promise<void> {
  if (owed.length === 0) return
  const dueOn = workingDayFrom(londonDate(now))
  const rows = owed.map(({ payment: { caseId, planLineId, payeeId, purpose }, ...part }) => ({
    ...{ ...part, caseId, planLineId, payeeId, dueOn },
    ...{ purpose: 'owed' as const, isForDays: isOfSchedule(purpose) },
  }))
  insertPayments(tx, actor, rows, now)
  const facts = { planned: 1, cancelled: 1 }
  await Promise.all(
    owed.map(({ payment: { planLineId, caseId } }) =>
      record(tx, actor, { type: 'payments.planned', subjectId: planLineId, caseId, at: now, facts }),
    ),
  )
}
