import type { LockedCase } from '../case-access/case.ts'
import { postRelease } from '../ledger/book-repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { comeBack } from '../ledger/payment-moves-repository.ts'
import { planAgain, waitsAs } from '../payments/plan-again.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { setCameBack } from '../payments/runs-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { ReadGiveBack } from '../rules/spending/give-backs.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { followTakenBack } from '../spending/follow-first-payment.ts'
import { lockMade, type MadePayment } from './payments-repository.ts'

/** The payment that came back, where it can have: it was made, for this line, before that day, and no more of it than is left. */
export async function requireMade(
  tx: Tx,
  actor: Actor,
  line: AgreedLine,
  { amountPence, paymentId, receivedOn }: Omit<ReadGiveBack, 'planLineId'>,
): Promise<MadePayment> {
  const made = paymentId === null ? undefined : await lockMade(tx, actor, line, paymentId)
  // What is held goes on with the line that takes the place of its own; what was spent stays.
  const isOfLine = made && (made.toHold ? made.line === line.key : made.payment.planLineId === line.id)
  if (!made || !isOfLine) throw invalidAt('/paymentId', 'The line has no such payment', 'reference-unknown')
  const { payment, purchaseId, toHold, backPence } = made
  if (payment.state !== 'paid' || payment.paidOn === null)
    throw new Problem('wrong-state', 'The payment was not made, or came back already')
  if (receivedOn < payment.paidOn) throw invalidAt('/receivedOn', 'comes after the payment was made')
  const left = Math.min(payment.amountPence - backPence, toHold ? line.heldPence : line.spentPence - line.owedPence)
  if (amountPence > left)
    throw invalidAt('/amountPence', `${inPounds(left)} of the payment can have come back`, 'line-overspent')
  if (purchaseId !== null && amountPence < payment.amountPence)
    throw invalidAt('/amountPence', 'A part of what was bought is given back by reversing the purchase')
  return made
}

/**
 * Moves what came back of a payment. The whole of one was not made after all: it is owed or set aside again, and waits until somebody has looked at why; of a line that has closed it is
 * owed. A part can be spent on the line; of one that has closed it goes on to those who paid for it. Says whether it went on to the funders.
 */
export async function takeBackPayment(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  line: AgreedLine,
  made: MadePayment,
  pence: Pence,
): Promise<boolean> {
  const { actor, now } = context
  const { payment, toHold } = made
  const { caseId, id: planLineId } = line
  const whole = pence === payment.amountPence
  const closed = line.status === 'closed'
  const to = whole ? waitsAs({ purpose: payment.purpose, closed }) : 'returned'
  const toFunders = closed && !whole
  comeBack(tx, actor, [{ caseId, planLineId, pence, from: toHold ? 'held' : 'spent', to }], now)
  if (toFunders) postRelease(tx, actor, caseId, [{ id: planLineId, from: 'returned', pence }], now)
  if (whole) await wasNotMade(tx, context, made, line)
  // What is held by the line of a later plan is no first payment of that.
  if (whole && payment.planLineId === planLineId) await followTakenBack(tx, context, budgetCase, line.supportPlanId)
  return toFunders
}

async function wasNotMade(tx: Tx, context: Context, { payment }: MadePayment, line: AgreedLine): Promise<void> {
  const { actor, now } = context
  const { caseId, id: planLineId } = line
  await setCameBack(tx, actor, payment.id)
  replanPayments(tx, context, caseId)
  await planAgain(tx, context, [{ id: payment.id, planLineId }])
  const facts = { planLineId, amountPence: payment.amountPence }
  await record(tx, actor, { type: 'payment.failed', subjectId: payment.id, caseId, at: now, facts })
}
