import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { isOfSchedule } from '../rules/payments/planned.ts'
import { londonDate } from '../shared/dates.ts'
import { type FreshPayment, insertPayments } from './repository.ts'

/** A payment that was not made after all; `closed`: its line has closed by now. */
export interface NotMade extends Omit<Required<FreshPayment>, 'dueOn' | 'holdReason' | 'purchaseId'> {
  readonly purchaseId: string | null
  readonly closed: boolean
}

/** Where the money of a payment that was not made waits: of a line that has closed it is owed, as what was owed before is. */
export const waitsAs = ({ purpose, closed }: Pick<NotMade, 'purpose' | 'closed'>): 'owed' | 'committed' =>
  purpose === 'owed' || closed ? 'owed' : 'committed'

/** Plans payments again that were not made: each is due now, and waits until somebody has looked at why. */
export function planAgain(tx: Tx, { actor, now }: Context, notMade: readonly NotMade[]): void {
  const dueOn = workingDayFrom(londonDate(now))
  const again = notMade.map(({ closed, purchaseId, purpose, isForDays, ...about }) => {
    const isOwed = waitsAs({ purpose, closed }) === 'owed'
    return {
      ...about,
      ...(purchaseId !== null && { purchaseId }),
      purpose: isOwed ? ('owed' as const) : purpose === 'crisis' ? purpose : ('again' as const),
      // What a line that has closed was to pay for its days is paid by no other payment.
      isForDays: isForDays || (isOwed && isOfSchedule(purpose)),
      dueOn,
      holdReason: 'failed-before' as const,
    }
  })
  insertPayments(tx, actor, again, now)
}
