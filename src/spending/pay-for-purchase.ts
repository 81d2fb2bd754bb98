import type { AgreedLine } from '../ledger/lines-repository.ts'
import { listTakes } from '../ledger/spending-repository.ts'
import { listInsteadOf } from '../payments/failed-repository.ts'
import { freeCommitted } from '../payments/free-committed.ts'
import { copyHolds } from '../payments/owed-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { cancelPayments, insertPayments, lockPaymentOf, sumOwedByPayments } from '../payments/repository.ts'
import type { Payment } from '../payments/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { InsteadOf } from '../rules/payments/failed.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { type Back, backOf, mayGoBack, type Take } from '../rules/spending/takes.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../shared/outcome.ts'
import type { Purchase } from './schemas.ts'

/** Whom the commissioner pays for a purchase: who gave it, where a budget is notional. Null: nobody by itself. */
const paidFor = ({ deployment }: AgreedLine, payeeId: string | null | undefined): string | null =>
  deployment === 'notional' ? (payeeId ?? null) : null

/**
 * The line, with as much free for a purchase as is set aside for whoever gave it: what is bought by itself is paid by itself, and the payments by the schedule
 * are planned anew without it.
 */
export async function freeForPurchase(
  tx: Tx,
  context: Context,
  line: AgreedLine,
  { payeeId, amountPence }: Pick<Purchase, 'amountPence'> & { readonly payeeId?: string | null },
): Promise<AgreedLine> {
  const payee = paidFor(line, payeeId)
  if (payee === null || line.closedOn !== null) return line
  const short = amountPence - sumPence([line.heldPence, line.availablePence, line.returnedPence])
  const freed = await freeCommitted(tx, context, line, short, payee)
  // What is freed for a purchase that is refused after all is planned again.
  if (freed > 0) replanPayments(tx, context, line.caseId)
  return { ...line, availablePence: line.availablePence + freed, committedPence: line.committedPence - freed }
}

/**
 * Whom the commissioner owes what is bought beyond what was paid out: null, the person, who laid it out, where they hold the money; or who gave it, where a budget is
 * notional. Undefined: nobody is paid for it by itself.
 */
const owedTo = (line: AgreedLine, payeeId: string | null | undefined): string | null | undefined =>
  line.deployment === 'direct-payment' ? null : (paidFor(line, payeeId) ?? undefined)

/** Plans the payment of what a purchase is owed to whoever laid it out or gave it; null where nobody is paid for it by itself. */
export function payForPurchase(
  tx: Tx,
  context: Context,
  line: AgreedLine,
  purchase: Purchase,
  takes: readonly Take[],
): Pence | null {
  const pence = sumPence(takes.map((take) => (take.to === 'owed' ? take.pence : 0)))
  const payeeId = owedTo(line, purchase.payeeId)
  if (payeeId === undefined || pence === 0) return null
  planPayment(tx, context, line, { ...purchase, payeeId }, pence)
  replanPayments(tx, context, line.caseId)
  return pence
}

function planPayment(
  tx: Tx,
  { actor, now }: Context,
  line: AgreedLine,
  { id: purchaseId, boughtOn: day, payeeId }: Pick<Purchase, 'id' | 'boughtOn' | 'payeeId'>,
  pence: Pence,
  more: InsteadOf | undefined = undefined,
): string[] {
  const about = {
    caseId: line.caseId,
    planLineId: line.id,
    payeeId: payeeId ?? null,
    purchaseId,
    purpose: 'owed',
    toHold: false,
    ...more,
  } as const
  const dueOn = workingDayFrom(londonDate(now))
  return insertPayments(tx, actor, [{ ...about, amountPence: pence, from: day, until: day, dueOn }], now)
}

/** However the line is held since: what the person was paid is in their hands, and what a provider was paid comes back to the commissioner. */
const heldBy = ({ payeeId }: Payment) => (payeeId === null ? 'direct-payment' : 'notional')

/** Where the money of a purchase goes back to, and the payment for it that is not made then, or only for what still stands. */
export interface WayBack {
  readonly backs: readonly Back[]
  readonly notMade: Payment | null
}

/**
 * How the money of a purchase goes back, or why it cannot yet: once the bank has its payment, it waits for what the bank says. Changes nothing. What is owed for other purchases of the line is no part
 * of it.
 */
export async function wayBackOf(
  tx: Tx,
  { actor }: Context,
  line: AgreedLine,
  purchase: Purchase,
  amountPence: Pence,
): Promise<WayBack | Refusal<'wrong-state'>> {
  const [takes, payment, owedToOthers] = await Promise.all([
    listTakes(tx, actor, purchase.caseId, purchase.id),
    lockPaymentOf(tx, actor, purchase.id),
    sumOwedByPayments(tx, actor, line.id),
  ])
  if (payment?.state === 'with-the-bank')
    return refuse('wrong-state', 'The payment for it is with the bank: reverse it once the bank has said')
  const notMade = payment && payment.state !== 'paid' ? payment : null
  const ofItself = payment ? (notMade?.amountPence ?? 0) : Math.max(0, line.owedPence - line.payingPence - owedToOthers)
  const deployment = payment ? heldBy(payment) : line.deployment
  const backs = backOf({ deployment, owedPence: ofItself }, takes, purchase.reversedPence, amountPence)
  const may = mayGoBack(line, backs)
  return isRefusal(may) ? may : { backs, notMade }
}

/** Does not make the payment of a purchase that went back, save for what still stands, held as it was held. What its line has again pays its days, as the schedule asks. */
export async function payForTheRest(
  tx: Tx,
  context: Context,
  line: AgreedLine,
  purchase: Purchase,
  { backs, notMade }: WayBack,
): Promise<void> {
  replanPayments(tx, context, line.caseId)
  if (notMade === null) return
  const { actor, now } = context
  await cancelPayments(tx, actor, [notMade.id], 'purchase-reversed', now)
  const left = notMade.amountPence - sumPence(backs.map(({ from, pence }) => (from === 'owed' ? pence : 0)))
  const { payeeId } = notMade
  const insteadOf = await listInsteadOf(tx, actor, [notMade])
  const rest = left > 0 ? planPayment(tx, context, line, { ...purchase, payeeId }, left, insteadOf(notMade)) : []
  // Whoever takes a penny back of what somebody holds releases nothing by it.
  await copyHolds(
    tx,
    actor,
    rest.map((to) => ({ from: notMade.id, to })),
  )
}
