import type { Holding } from '../rules/planning/line-holding.ts'
import { paysRegistered } from '../rules/spending/payees.ts'
import { whatDbsIs } from '../rules/spending/vetting.ts'

/** One term of an agreement, and what it is about. */
export interface Term {
  readonly about: 'what-may-be-bought' | 'how-it-is-held' | 'records' | 'return' | 'review' | 'notice'
  readonly sentence: string
}

/** Rises with every change of a sentence below: what was signed says by which it was. */
export const termsVersion = 3

const always: readonly Term[] = [
  {
    about: 'what-may-be-bought',
    sentence:
      'The money buys what this line of your support plan says, for the outcomes that it names. It never buys alcohol, tobacco, gambling, the repayment of a debt, anything unlawful, or emergency and GP services, which are free.',
  },
  {
    about: 'review',
    sentence:
      'We look at how it works together at the reviews of your plan: the first within three months of the first payment, then at least every year, and whenever you ask.',
  },
  {
    about: 'notice',
    sentence:
      'You can choose another way of holding the money at any time, and do not have to say why. We do not end this agreement while your plan is in force. It ends when another way is chosen for you or by you, or with another plan, which you sign, or who signs for you. If we decide that your budget becomes less or ends, we tell you before in writing, with reasons, and you can appeal. Your support goes on meanwhile.',
  },
]

const byInstrument: Readonly<Record<Holding['instrument'], string>> = {
  'bank-account':
    'The money is paid into a bank account that is used for this money alone. It is yours to manage, or for who acts for you.',
  'pre-paid-card':
    'The money is put on a card that you, or who acts for you, pay with. We can see what is paid with it.',
  'broker-held-card':
    'An organisation holds the money for you and pays with its own card, for what you tell it to buy.',
  invoice: 'An organisation holds the money for you and pays invoices, for what you tell it to buy.',
}

const records: Readonly<Record<Holding['deployment'], string>> = {
  notional: 'Those who buy for you keep the invoices.',
  'third-party':
    'The organisation keeps a receipt for all that it buys and sends it to us. It tells you what is left whenever you ask.',
  'direct-payment':
    'Keep a receipt or invoice for what you buy, and send it here when you record the purchase. If that is hard, tell us: we help you with it.',
}

const returned: Readonly<Record<Holding['deployment'], string>> = {
  notional: 'Nothing has to be given back.',
  'third-party': 'What was not spent when this ends is given back by the organisation, not by you.',
  'direct-payment':
    'What was not spent when this ends is given back. We ask for money back only by a decision with reasons, and you can appeal against it.',
}

/** Where nobody keeps papers of who is paid. */
const whoGives: Term = {
  about: 'what-may-be-bought',
  sentence: `Who is paid to give support is your choice. Your care coordinator asks you who they are before the first payment to them is recorded, and once a year. ${whatDbsIs}`,
}

/** The terms of an agreement, as they are signed. */
export function termsOf({ deployment, instrument }: Pick<Holding, 'deployment' | 'instrument'>): Term[] {
  const [bought, ...rest] = always
  return [
    ...(bought ? [bought] : []),
    ...(paysRegistered({ deployment, instrument }) ? [] : [whoGives]),
    { about: 'how-it-is-held', sentence: byInstrument[instrument] },
    { about: 'records', sentence: records[deployment] },
    { about: 'return', sentence: returned[deployment] },
    ...rest,
  ]
}
