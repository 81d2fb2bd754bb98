import { postRelease } from '../ledger/book-repository.ts'
import { fail, withTheBank } from '../ledger/payment-moves-repository.ts'
import { cancelOrHold } from '../payments/cancel-or-hold.ts'
import { listInsteadOf } from '../payments/failed-repository.ts'
import { recordHeld } from '../payments/hold-payment.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { cancelPayments, insertPayments } from '../payments/repository.ts'
import { setOutOfRun, setTakenBack } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { partUntil } from '../rules/payments/part-until.ts'
import { isOfSchedule } from '../rules/payments/planned.ts'
import { londonDate } from '../shared/dates.ts'
import type { LookedAt } from './look-again-repository.ts'
import type { OutBecause } from './look-at-handed-over.ts'

/**
 * Takes payments out of their run that no bank was told of, and puts their money back. With a reason each waits for it, is not made, or is planned anew for whoever holds the money now; without one it is as
 * it was before the run.
 */
export async function takeBack(
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
  const isAsBefore = ({ id }: Payment) => !reasons.has(id)
  await setTakenBack(tx, actor, idsOf(out.filter((payment) => !isAsBefore(payment))))
  await putAsBefore(tx, context, out.filter(isAsBefore))
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
    const { id, caseId, planLineId, purpose } = payment
    const about = { caseId, planLineId, ...withTheBank(purpose) }
    return [
      { ...about, pence: owedPence.get(id) ?? 0, to: 'owed' as const },
      { ...about, pence: restOf(payment), to: backOf(payment) },
    ]
  })
  fail(tx, actor, moves, now)
  // The rest of the money of a line that has closed goes back to where that of the others went.
  for (const payment of out.filter(isClosed))
    postRelease(tx, actor, payment.caseId, [{ id: payment.planLineId, from: 'available', pence: restOf(payment) }], now)
  await cancelPayments(tx, actor, idsOf(out.filter(isOtherwise)), 'plan-changed', now)
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

const idsOf = (payments: readonly Payment[]) => payments.map(({ id }) => id)

/** Each as it was before the run: planned, or held by the service for what it was held for. */
async function putAsBefore(tx: Tx, { actor, now }: Context, payments: readonly Payment[]): Promise<void> {
  if (payments.length === 0) return
  const back = await setOutOfRun(tx, actor, { ids: idsOf(payments) }, now)
  const service = systemActor(actor.commissionerId)
  await recordHeld(tx, { actor: service, now }, back)
  await Promise.all(
    back.flatMap(({ id, caseId, planLineId, amountPence, holdReason }) => {
      if (holdReason !== null) return []
      const facts = { planLineId, amountPence }
      return [record(tx, service, { type: 'payment.taken-back', subjectId: id, caseId, at: now, facts })]
    }),
  )
}

/** Plans the payments of what is owed though lines have closed: no schedule pays its days again. */
async function planOwed(
  tx: Tx,
  { actor, now }: Context,
  owed: readonly (NonNullable<ReturnType<typeof partUntil>> & Pick<LookedAt, 'payment' | 'toHold'>)[],
): Promise<void> {
  if (owed.length === 0) return
  const dueOn = workingDayFrom(londonDate(now))
  const insteadOf = await listInsteadOf(
    tx,
    actor,
    owed.map(({ payment }) => payment),
  )
  const rows = owed.map(({ payment, ...part }) => {
    const { caseId, planLineId, payeeId } = payment
    const about = { ...part, ...insteadOf(payment), caseId, planLineId, payeeId, dueOn }
    return { ...about, purpose: 'owed' as const, isForDays: isOfSchedule(payment.purpose) }
  })
  insertPayments(tx, actor, rows, now)
  const facts = { planned: 1, cancelled: 1 }
  await Promise.all(
    owed.map(({ payment: { planLineId, caseId } }) =>
      record(tx, actor, { type: 'payments.planned', subjectId: planLineId, caseId, at: now, facts }),
    ),
  )
}
