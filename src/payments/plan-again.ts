import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { insteadOf, purposeAgain } from '../rules/payments/failed.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { isOfSchedule } from '../rules/payments/planned.ts'
import { londonDate } from '../shared/dates.ts'
import { listNotMade, type NotMade } from './failed-repository.ts'
import { oweNotMade } from './owe-given.ts'
import { replanPayments } from './plan-payments.ts'
import { insertPayments } from './repository.ts'

/** Where the money of a payment that was not made waits: of a line that has closed it is owed, as what was owed before is. */
export const waitsAs = ({ purpose, closed }: Pick<NotMade, 'purpose' | 'closed'>): 'owed' | 'committed' =>
  purpose === 'owed' || closed ? 'owed' : 'committed'

/**
 * Plans payments again that failed, each on its line: it is due now, and waits until somebody has looked at why. What its line pays by its schedule or for a crisis follows what is known by now, as
 * any other payment of it does; who held the money of
 * the line until a day is still owed what it was for until then.
 */
export async function planAgain(
  tx: Tx,
  context: Context,
  failed: readonly { readonly id: string; readonly planLineId: string }[],
): Promise<void> {
  if (failed.length === 0) return
  const { actor, now } = context
  const dueOn = workingDayFrom(londonDate(now))
  const notMade = await listNotMade(tx, actor, failed)
  const again = notMade.map(({ id, closed, heldUntil: _, purchaseId, purpose, isForDays, ...about }) => {
    const isOwed = waitsAs({ purpose, closed }) === 'owed'
    return {
      ...{ ...about, dueOn, ...insteadOf({ id, lookedAt: null }) },
      ...(purchaseId !== null && { purchaseId }),
      purpose: isOwed ? ('owed' as const) : purposeAgain(purpose),
      // What a line that has closed was to pay for its days is paid by no other payment.
      isForDays: isForDays || (isOwed && isOfSchedule(purpose)),
    }
  })
  insertPayments(tx, actor, again, now)
  const otherwise = notMade.filter((one) => waitsAs(one) === 'committed' && one.heldUntil !== null)
  // One after the other: they plan the same cases.
  for (const { id, caseId, planLineId, heldUntil } of otherwise)
    if (heldUntil !== null) await oweNotMade(tx, context, { caseId, planLineId }, id, heldUntil)
  // Of a line that has closed too: what is owed into the hands of who was ended meanwhile goes back.
  for (const one of notMade) replanPayments(tx, context, one.caseId)
}
