import type { Static } from '@sinclair/typebox'
import { lockCases } from '../case-access/lock-cases-repository.ts'
import { requireIndependent, requireSightOfMoney } from '../case-access/require-independent.ts'
import { findPayment } from '../payments/instead-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { lockPayment } from '../payments/repository.ts'
import { setPaidAfterAll } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockResult, setCorrected } from './corrections-repository.ts'
import { findRun } from './repository.ts'
import { getToSettle } from './results-repository.ts'
import type { PaymentCorrection } from './schemas.ts'
import { beginPlans, bookPaid } from './settle-payments.ts'
import { takeInstead } from './take-instead.ts'

/**
 * Has the books say what the bank did: a payment that somebody imported as failed was made. What is planned instead of it is given up, and its money goes where that of the first did. By another
 * human than who imported it.
 */
export async function correctPayment(
  tx: Tx,
  context: Context,
  paymentId: string,
  { paidOn, because }: Static<typeof PaymentCorrection>,
): Promise<Answer<Payment>> {
  const { actor, now } = context
  const { caseId } = orNotFound(await findPayment(tx, actor, paymentId))
  await requireSightOfMoney(tx, actor, caseId)
  // A case comes before its payments, as for whoever plans them anew.
  await lockCases(tx, actor, [caseId])
  const payment = orNotFound(await lockPayment(tx, actor, paymentId))
  const result = await lockResult(tx, actor, payment.reference)
  if (payment.state !== 'failed' || !result || result.failure === null)
    throw new Problem('wrong-state', 'Nobody imported that this payment failed')
  await requireIndependent(tx, actor, { paymentId })
  const detail = 'Somebody else than who imported that it failed says that it was made'
  await requireSecondPerson(tx, actor, [result.importedBy], detail)
  const run = payment.payRunId === null ? undefined : await findRun(tx, actor, payment.payRunId)
  if (paidOn > londonDate(now) || paidOn < londonDate(new Date(run?.approvedAt ?? now)))
    throw invalidAt('/paidOn', 'is from the day on which its run was approved until today')
  await takeInstead(tx, context, payment)
  await setCorrected(tx, actor, payment.reference, { paidOn, because }, now)
  await setPaidAfterAll(tx, actor, paymentId, paidOn)
  const made = await getToSettle(tx, actor, payment.reference)
  // Who pays has no place on the case, whose plan begins with it as with any payment, and the service books it as any: the bank paid it, and who said so is for those who see the results.
  const service = { ...context, actor: systemActor(actor.commissionerId) }
  await beginPlans(tx, service, [made])
  await bookPaid(tx, service, [made], 'available')
  replanPayments(tx, context, caseId)
  await record(tx, actor, { type: 'payment.result-corrected', subjectId: paymentId, caseId: null, at: now })
  return done(orNotFound(await lockPayment(tx, actor, paymentId)))
}
