import { postRelease } from '../ledger/book-repository.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { disown, uncommit } from '../ledger/payment-moves-repository.ts'
import { postReallocation } from '../ledger/spending-repository.ts'
import { freeCommitted } from '../payments/free-committed.ts'
import { lockStandingInstead } from '../payments/instead-repository.ts'
import { cancelPayments } from '../payments/repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { listWithoutMoney } from '../payments/without-money.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { type Pence, sumPence } from '../shared/money.ts'

/**
 * Gives up what is planned instead of a payment that was made after all, so that its money is available for that. What is short of it is what its line has beside: what is available, or planned for
 * other days; of a line that has closed, what went back to the funding. What the bank may have of what is planned instead, or has paid, nobody takes back by this.
 */
export async function takeInstead(tx: Tx, context: Context, payment: Payment): Promise<void> {
  const { actor, now } = context
  const { caseId } = payment
  const instead = await lockStandingInstead(tx, actor, payment.id)
  if (instead.some(({ state }) => state === 'with-the-bank' || state === 'paid'))
    throw new Problem('wrong-state', 'The bank has, or has paid, what was planned instead of it')
  if ((await listWithoutMoney(tx, actor, instead)).length > 0)
    throw new Problem('wrong-state', 'Less than it comes to is set aside for what is planned instead of it')
  const ids = instead.map(({ id }) => id)
  await cancelPayments(tx, actor, ids, 'paid-after-all', now)
  for (const [id, given] of Map.groupBy(instead, (one) => one.planLineId)) {
    const of = (isOwed: boolean) => sumOf(given.filter((one) => (one.purpose === 'owed') === isOwed))
    disown(tx, actor, [{ caseId, planLineId: id, pence: of(true) }], now)
    uncommit(tx, actor, [{ caseId, planLineId: id, pence: of(false) }], now)
  }
  await haveAvailable(tx, context, payment)
}

const sumOf = (payments: readonly Payment[]): Pence => sumPence(payments.map(({ amountPence }) => amountPence))

/** Has as much available on the line of a payment as it came to, and nothing on a line that has closed beyond that. */
async function haveAvailable(tx: Tx, context: Context, { caseId, planLineId, amountPence }: Payment): Promise<void> {
  const { actor, now } = context
  const line = orNotFound(await findLine(tx, actor, planLineId))
  const short = amountPence - line.availablePence
  if (line.status === 'closed') {
    postReallocation(tx, actor, { caseId }, [[planLineId, short]], now)
    postRelease(tx, actor, caseId, [{ id: planLineId, from: 'available', pence: -short }], now)
    return
  }
  const freed = await freeCommitted(tx, context, line, short)
  if (freed < short) throw new Problem('wrong-state', 'Its line has less than it came to')
}
