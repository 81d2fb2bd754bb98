import type { StatementEntryKind } from '../rules/spending/statement-entries.ts'

const sentences: Readonly<Record<StatementEntryKind, string>> = {
  agreed: 'Agreed for this',
  'put-aside': 'Put aside for a crisis',
  'reserve-released': 'No longer put aside for a crisis',
  'for-crisis': 'Added from what was put aside for a crisis',
  'back-from-crisis': 'Back to what is put aside for a crisis',
  bought: 'Bought',
  reversed: 'A purchase was taken back, in part or as a whole',
  'set-aside': 'Set aside for payments that are planned',
  'set-free': 'No longer set aside for payments',
  'to-be-paid': 'To be paid for days on which it was given',
  'to-the-bank': 'The bank was told to pay this out',
  'paid-out': 'Paid out, to be spent on this',
  paid: 'The bank paid for what was bought or given',
  'not-paid': 'The bank could not pay this out',
  'given-back': 'Paid back, and still yours',
  'taken-back': 'Taken back by a decision',
  restored: 'Yours again: taken back before',
  released: 'No longer for this: the plan ended or changed',
  'moved-in': 'Added to this',
  'moved-out': 'Moved to another part of your plan, or to the plan that came after',
  'carried-on': 'Paid out before, and still to be spent on this',
  'carried-over': 'Kept from the period before',
  'own-money': 'Paid with your own money, beside the budget',
  'own-money-back': 'Your own money, back to you',
}

/** What an entry of a statement is, to the person. */
export const entryWords = (kind: StatementEntryKind): string => sentences[kind]
