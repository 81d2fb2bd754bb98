import type { Static } from '@sinclair/typebox'
import { requireIndependent } from '../case-access/require-independent.ts'
import { findPayee } from '../payees/repository.ts'
import { cancelOrHold } from '../payments/cancel-or-hold.ts'
import { setReleased } from '../payments/holds-repository.ts'
import { lockDue, setInRun } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { type Gates, whyHeld } from '../payments/why-held.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { mostPence, sumPence } from '../shared/money.ts'
import { isWorkingDay } from '../shared/working-days.ts'
import { findRun, insertRun, toldOf } from './repository.ts'
import type { NewPayRun, PayRun } from './schemas.ts'

/** Puts payments together that are due and can be made, by somebody who has no part in any of them. What cannot is held with its reason; what was held is released once its reason is gone. */
export async function draftPayRun(
  tx: Tx,
  context: Context,
  input: Static<typeof NewPayRun>,
  gates: Gates,
): Promise<Answer<PayRun>> {
  const { actor, now } = context
  if (input.payOn < londonDate(now) || !isWorkingDay(input.payOn)) {
    const detail = 'must be a working day, today or later'
    throw new Problem('request-invalid', undefined, { errors: [{ pointer: '/payOn', code: 'day-unfit', detail }] })
  }
  const payer = await findPayee(tx, actor, input.payerId, londonDate(now))
  if (payer?.kind !== 'public-body' || payer.endedAt !== null)
    throw invalidAt('/payerId', 'No such council or body of the NHS is registered as a payee', 'reference-unknown')
  const due = await lockDue(tx, actor, input.until, input.most)
  const payable = await settleHolds(tx, context, due, gates, input.payerId)
  const counted = { count: payable.length, pence: sumPence(payable.map(({ amountPence }) => amountPence)) }
  // What was found to wait waits, whatever becomes of the run.
  if (counted.count === 0) return refusedAfter(new Problem('nothing-to-pay'))
  if (counted.pence > mostPence)
    return refusedAfter(new Problem('request-invalid', 'The payments come to more than a file can say'))
  const id = await insertRun(tx, actor, input, counted, now)
  await setInRun(
    tx,
    actor,
    payable.map((payment) => payment.id),
    id,
  )
  await requireIndependent(tx, actor, { payRunId: id })
  const facts = { payments: counted.count, totalPence: counted.pence }
  await record(tx, actor, { type: 'pay-run.drafted', subjectId: id, caseId: null, at: now, facts })
  return created(toldOf(orNotFound(await findRun(tx, actor, id))), `/v1/pay-runs/${id}`)
}

/** Holds what waits now and releases what waits no more; gives what can be paid. */
export async function settleHolds(
  tx: Tx,
  context: Context,
  payments: readonly Payment[],
  gates: Gates,
  payerId: string,
): Promise<Payment[]> {
  const { actor, now } = context
  const reasons = await whyHeld(tx, actor, payments, gates, payerId, londonDate(now))
  await cancelOrHold(tx, context, payments, reasons)
  const payable = payments.filter(({ id }) => !reasons.has(id))
  const released = payable.filter(({ holdReason }) => holdReason !== null)
  const gone = released.map(({ id }) => id)
  await setReleased(tx, actor, gone)
  await Promise.all(
    released.map(({ id, caseId, planLineId, amountPence }) => {
      const facts = { planLineId, amountPence }
      return record(tx, actor, { type: 'payment.released', subjectId: id, caseId, at: now, facts })
    }),
  )
  return payable
}
