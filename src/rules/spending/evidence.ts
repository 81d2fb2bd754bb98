import type { LocalDate } from '../../shared/dates.ts'
import { daysAfter } from '../../shared/dates.ts'

/** What can be odd about a purchase or its receipt. It is marked for those who look at accounts, and refused to nobody. */
export const purchaseMarks = [
  'same-document',
  'same-purchase',
  'issued-before-plan',
  'issued-far-off',
  'reversed-with-receipt',
  'reversed-without-receipt',
  'feed-line-differs',
] as const
export type PurchaseMark = (typeof purchaseMarks)[number]

const farOffDays = 365

/** No receipt is of longer before its purchase than anybody keeps accounts: such a day is a slip, and no doubt for somebody to look at. */
export const oldestReceipt = (boughtOn: LocalDate): LocalDate => daysAfter(boughtOn, -yearsOfAccounts * 365)
const yearsOfAccounts = 10

/** What the day of a receipt says, beside the day the plan was agreed and the day of the purchase. */
export function marksOfDay(issuedOn: LocalDate, agreedOn: LocalDate, boughtOn: LocalDate): PurchaseMark[] {
  const farOff = issuedOn < daysAfter(boughtOn, -farOffDays) || issuedOn > daysAfter(boughtOn, farOffDays)
  return [
    ...(issuedOn < agreedOn ? (['issued-before-plan'] as const) : []),
    ...(farOff ? (['issued-far-off'] as const) : []),
  ]
}
