/*
 * What an entry of the book is to the person: the same move of money is one thing where it comes and another where it goes. What was bought and what was
 * taken back are out of the budget, whether or not it is paid yet; what is set aside, with the bank, in their hands or given back is still theirs.
 */

/** An entry as the book has it: what it was made for, one of the pairs of accounts that it moved between, and what it changed of what is left. */
interface Booked {
  readonly kind: LedgerKind
  readonly fromKind: string
  readonly toKind: string
  readonly changePence: number
}

export const statementEntryKinds = [
  'agreed',
  'put-aside',
  'reserve-released',
  'for-crisis',
  'back-from-crisis',
  'bought',
  'reversed',
  'set-aside',
  'set-free',
  'to-be-paid',
  'to-the-bank',
  'paid-out',
  'paid',
  'not-paid',
  'given-back',
  'taken-back',
  'restored',
  'released',
  'moved-in',
  'moved-out',
  'carried-on',
  'carried-over',
  'own-money',
  'own-money-back',
] as const
export type StatementEntryKind = (typeof statementEntryKinds)[number]

/** By what the book calls it. Entries of funders and of floats are on no line, and in no statement. */
const told = {
  allocation: () => 'agreed',
  reserve: () => 'put-aside',
  'reserve-release': () => 'reserve-released',
  crisis: () => 'for-crisis',
  'stand-down': () => 'back-from-crisis',
  purchase: () => 'bought',
  reversal: () => 'reversed',
  commitment: ({ toKind }) => (toKind === 'committed' ? 'set-aside' : toKind === 'owed' ? 'to-be-paid' : 'set-free'),
  instruction: () => 'to-the-bank',
  settlement: ({ toKind }) => (toKind === 'spent' ? 'paid' : 'paid-out'),
  failure: () => 'not-paid',
  return: () => 'given-back',
  recovery: ({ toKind }) => (toKind === 'recovered' ? 'taken-back' : 'restored'),
  release: () => 'released',
  reallocation: ({ changePence }) => (changePence > 0 ? 'moved-in' : changePence < 0 ? 'moved-out' : 'carried-on'),
  move: ({ changePence }) => (changePence > 0 ? 'moved-in' : 'moved-out'),
  'carry-over': () => 'carried-over',
  'own-money': () => 'own-money',
  'own-money-back': () => 'own-money-back',
} as const satisfies Record<string, (of: Booked) => StatementEntryKind>
type LedgerKind = keyof typeof told

/** What it is called to the person. */
export const entryKindOf = (of: Booked): StatementEntryKind => told[of.kind](of)
