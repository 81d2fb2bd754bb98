import { requireIndependent, requireSightOfMoney } from '../case-access/require-independent.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { HoldReason } from '../rules/payments/holds.ts'
import { setHeld } from './holds-repository.ts'
import { lockPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/**
 * Holds a payment until somebody releases it, and takes it out of its run. Once it is with the bank it is too late. By somebody who has no part in it: whoever
 * holds the money of their own family has power over them, and of a rival an advantage.
 */
export async function holdPayment(tx: Tx, context: Context, paymentId: string): Promise<Answer<Payment>> {
  const { actor } = context
  const payment = orNotFound(await lockPayment(tx, actor, paymentId))
  await requireSightOfMoney(tx, actor, payment.caseId)
  if (payment.state !== 'planned' && payment.state !== 'in-run' && payment.state !== 'held')
    throw new Problem('wrong-state', `The payment is ${payment.state}`)
  await requireIndependent(tx, actor, { paymentId })
  await holdPayments(tx, context, [payment], 'being-checked', actor.actorId)
  return done(orNotFound(await lockPayment(tx, actor, paymentId)))
}

/**
 * Holds payments for a reason. Null of `by`: the service does, and what is held for that reason already stays as it is. The event of the record says in either case that
 * the service does: who drafts the run in which it finds it held nothing, and who holds by hand is told to those who pay alone.
 */
export async function holdPayments(
  tx: Tx,
  { actor, now }: Context,
  payments: readonly Payment[],
  reason: HoldReason,
  by: string | null,
): Promise<void> {
  const ids = payments.map(({ id }) => id)
  const held = await setHeld(tx, actor, ids, reason, by, now)
  const fresh = payments.filter(({ id, holdReason }) => held.has(id) && holdReason !== reason)
  await Promise.all([
    recordHeld(
      tx,
      { actor: systemActor(actor.commissionerId), now },
      fresh.map((payment) => ({ ...payment, holdReason: reason })),
    ),
    ...(by === null ? [] : [...held]).map((id) =>
      record(tx, actor, { type: 'payment.held-by-hand', subjectId: id, caseId: null, at: now }),
    ),
  ])
}

/** That payments are held, each with its reason. */
export async function recordHeld(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  held: readonly Payment[],
): Promise<void> {
  await Promise.all(
    held.flatMap(({ id, caseId, planLineId, amountPence, holdReason }) => {
      if (holdReason === null) return []
      const facts = { planLineId, amountPence, reason: holdReason }
      return [record(tx, actor, { type: 'payment.held', subjectId: id, caseId, at: now, facts })]
    }),
  )
}
