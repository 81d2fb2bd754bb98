import type { LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'

const intoAccount =
  'It is paid into your bank account. If you have not told us of one, tell us, or ask somebody in your team to.'
const claimed = 'You paid for something yourself while you waited, and asked for the money back.'

/** What was decided on what the person paid for themself while they waited, in words for them. */
export const waitingTold = {
  agreed: {
    title: 'We pay back what you paid while you waited',
    what: [claimed, 'We have agreed to pay it back. Your budget is not less because of this.'],
    next: `We pay you with our next payments. ${intoAccount}`,
  },
  'agreed-in-part': {
    title: 'We pay back a part of what you paid while you waited',
    what: [claimed, 'We have agreed to pay back a part of it. Your budget is not less because of this.'],
    next: `We pay you that part with our next payments. ${intoAccount} You can appeal about the rest.`,
  },
  refused: {
    title: 'We do not pay back what you paid while you waited',
    what: [claimed, 'We have decided not to pay it back. Your budget stays as it is.'],
    next: 'You can appeal, or complain about how long it took.',
  },
} as const

/** What an appeal was against, as a part of a sentence. */
export const waitingAppealed: Readonly<Partial<Record<string, string>>> = {
  'agreed-in-part': 'to pay back only a part of what you paid while you waited',
  refused: 'not to pay back what you paid while you waited',
}

/** What follows from an appeal about it that was not in vain. */
export const waitingAfterAppeal = {
  again: 'We decide again whether we pay back what you paid while you waited, and write to you then.',
  right: ['We pay back all that you asked for.'],
  next: `We pay you with our next payments. ${intoAccount}`,
} as const

/** What a letter tells of what was claimed. */
export interface WaitingAbout {
  readonly bought: string
  readonly spentOn: LocalDate
  readonly claimedPence: Pence
  readonly agreedPence: Pence
}
