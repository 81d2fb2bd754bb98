import type { Static } from '@sinclair/typebox'
import { requireRegistered, whyNotIndependent } from '../case-access/require-independent.ts'
import { findPayee } from '../payees/repository.ts'
import { cancelOrHold } from '../payments/cancel-or-hold.ts'
import { lockDue, setInRun } from '../payments/runs-repository.ts'
import type { Payment } from '../payments/schemas.ts'
import { type Gates, whyHeld } from '../payments/why-held.ts'
import { listWithoutMoney } from '../payments/without-money.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { lastFileDay } from '../rules/payments/pay-days.ts'
import { londonDate } from '../shared/dates.ts'
import { mostPence, sumPence } from '../shared/money.ts'
import { isWorkingDay } from '../shared/working-days.ts'
import { findRun, insertRun, toldOf } from './repository.ts'
import { formatOf } from './require-in-time.ts'
import type { NewPayRun, PayRun } from './schemas.ts'

/** Puts payments together that are due and can be made, by somebody who has no part in any of them. What cannot is held with its reason, whatever becomes of the run; what was held is released with its run, once its reason is gone. */
export async function draftPayRun(
  tx: Tx,
  context: Context,
  input: Static<typeof NewPayRun>,
  gates: Gates,
): Promise<Answer<PayRun>> {
  const { actor, now } = context
  await requireRegistered(tx, actor)
  if (input.payOn < londonDate(now) || !isWorkingDay(input.payOn)) {
    const detail = 'must be a working day, today or later'
    throw new Problem('request-invalid', undefined, { errors: [{ pointer: '/payOn', code: 'day-unfit', detail }] })
  }
  if (lastFileDay(input.payOn, formatOf(input)) < londonDate(now))
    throw invalidAt(
      '/payOn',
      'by Bacs must be two working days after the one on which it has the file, or later',
      'day-unfit',
    )
  const payer = await findPayee(tx, actor, input.payerId, londonDate(now))
  if (payer?.kind !== 'public-body' || payer.endedAt !== null)
    throw invalidAt('/payerId', 'No such council or body of the NHS is registered as a payee', 'reference-unknown')
  const payable = await findPayable(tx, context, input, gates)
  const counted = { count: payable.length, pence: sumPence(payable.map(({ amountPence }) => amountPence)) }
  // What was found to wait waits, whatever becomes of the run.
  if (counted.count === 0) return refusedAfter(new Problem('nothing-to-pay'))
  if (counted.pence > mostPence)
    return refusedAfter(new Problem('request-invalid', 'The payments come to more than a file can say'))
  const paymentIds = payable.map((payment) => payment.id)
  const refusal = await whyNotIndependent(tx, actor, { paymentIds })
  if (refusal) return refusedAfter(refusal)
  const id = await insertRun(tx, actor, input, counted, now)
  await setInRun(tx, actor, paymentIds, id)
  await recordReleased(tx, context, payable)
  const facts = { payments: counted.count, totalPence: counted.pence }
  await record(tx, actor, { type: 'pay-run.drafted', subjectId: id, caseId: null, at: now, facts })
  return created(toldOf(orNotFound(await findRun(tx, actor, id))), `/v1/pay-runs/${id}`)
}

/** So many payments are looked at in one go, and so often for one run: those that wait do not keep those that can be made from being found. */
const [atLeastInPage, mostPages] = [500, 20]

/** The payments that are due the longest and can be made, as many as are asked for. */
async function findPayable(
  tx: Tx,
  context: Context,
  { until, most, payerId }: Static<typeof NewPayRun>,
  gates: Gates,
): Promise<Payment[]> {
  const payable: Payment[] = []
  let after: Payment | undefined
  for (let page = 0; page < mostPages && payable.length < most; page += 1) {
    const asked = page === 0 ? most : Math.max(most - payable.length, atLeastInPage)
    const due = await lockDue(tx, context.actor, until, asked, after)
    if (due.length === 0) break
    payable.push(...(await holdWaiting(tx, context, due, gates, payerId)))
    after = due.at(-1)
    if (due.length < asked) break
  }
  return payable.slice(0, most)
}

/** Holds what waits now, and gives what can be paid. */
export async function holdWaiting(
  tx: Tx,
  context: Context,
  payments: readonly Payment[],
  gates: Gates,
  payerId: string,
): Promise<Payment[]> {
  const { actor, now } = context
  const reasons = new Map(await whyHeld(tx, actor, payments, gates, payerId, londonDate(now)))
  for (const id of await listWithoutMoney(tx, actor, payments)) if (!reasons.has(id)) reasons.set(id, 'money-missing')
  await cancelOrHold(tx, context, payments, reasons)
  return payments.filter(({ id }) => !reasons.has(id))
}

/** That those of these payments that were held are so no more, since they are in a run. */
async function recordReleased(tx: Tx, { actor, now }: Context, payments: readonly Payment[]): Promise<void> {
  const released = payments.filter(({ holdReason }) => holdReason !== null)
  await Promise.all(
    released.map(({ id, caseId, planLineId, amountPence }) => {
      const facts = { planLineId, amountPence }
      return record(tx, systemActor(actor.commissionerId), {
        type: 'payment.released',
        subjectId: id,
        caseId,
        at: now,
        facts,
      })
    }),
  )
}
