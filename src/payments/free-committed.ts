import { uncommit } from '../ledger/payment-moves-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { cancelOfCrises } from './replanned-repository.ts'
import { cancelPayments, listStandingPayments } from './repository.ts'
import type { Payment } from './schemas.ts'

/**
 * Sets at least so much of a line free that is set aside for payments which no bank knows of, the latest first; as much as there is where there is less. What
 * is planned is planned anew after it. A payment that is in a run stays: somebody approves it as it is. With `payeeId`, only what is set aside for that payee. Gives
 * how much is free by it.
 */
export async function freeCommitted(
  tx: Tx,
  { actor, now }: Context,
  { caseId, id, key }: { readonly caseId: string; readonly id: string; readonly key: string },
  pence: Pence,
  payeeId?: string,
): Promise<Pence> {
  if (pence <= 0) return 0
  const standing = await listStandingPayments(tx, actor, caseId, key)
  const ofPayee = (one: Payment) => payeeId === undefined || one.payeeId === payeeId
  const stays: readonly Payment['purpose'][] = ['again', 'crisis', 'owed']
  const isPlanned = ({ state, purpose }: Payment) => state === 'planned' && !stays.includes(purpose)
  const planned = standing.filter((one) => isPlanned(one) && ofPayee(one)).reverse()
  let free = 0
  const away = planned.filter(({ amountPence }) => {
    if (free >= pence) return false
    free += amountPence
    return true
  })
  const cancelled = await cancelPayments(
    tx,
    actor,
    away.map((one) => one.id),
    'schedule-changed',
    now,
  )
  const freed = sumPence(cancelled.map((one) => one.pence))
  uncommit(tx, actor, [{ caseId, planLineId: id, pence: freed }], now)
  return freed
}

/** Sets free what is planned to be paid of what crises brought the lines of a case: what is still needed of it is planned anew. What the bank knows of stays. */
export async function freeOfCrises(tx: Tx, { actor, now }: Context, caseId: string): Promise<void> {
  const freed = await cancelOfCrises(tx, actor, caseId, now)
  uncommit(tx, actor, freed, now)
}
