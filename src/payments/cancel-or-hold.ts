import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { keptReason } from '../rules/payments/holds.ts'
import { holdPayments } from './hold-payment.ts'
import { cancelPayments } from './repository.ts'
import type { Payment } from './schemas.ts'
import type { NotNow } from './why-held.ts'

/** Gives up payments of lines that have closed, and holds the others that cannot be made, each with its reason; one that is held for it already stays as it is. */
export async function cancelOrHold(
  tx: Tx,
  context: Context,
  payments: readonly Payment[],
  reasons: ReadonlyMap<string, NotNow>,
): Promise<void> {
  const closed = payments.filter(({ id }) => reasons.get(id) === 'line-closed')
  // The money of a line that has closed was given back with it.
  await cancelPayments(
    tx,
    context.actor,
    closed.map(({ id }) => id),
    'line-closed',
    context.now,
  )
  for (const [reason, waiting] of Map.groupBy(payments, ({ id }) => reasons.get(id)))
    if (reason && reason !== 'line-closed') await holdPayments(tx, context, waiting, keptReason(reason), null)
}
