import { type Static, Type } from '@sinclair/typebox'
import { givers } from '../rules/spending/give-backs.ts'
import {
  called,
  date,
  id,
  instant,
  nullable,
  oneOf,
  PositivePence,
  pageOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const fields = {
  amountPence: ref(PositivePence, { description: 'How much of what was paid out came back, in whole pence.' }),
  givenBy: ref(
    oneOf(givers, {
      $id: 'Giver',
      description:
        'Who gave it back: the person, who acts for them, or the organisation that holds the money; or whoever was paid it while it was held in another way. `payee`: whoever was paid sends a payment back, or their bank does.',
    }),
  ),
  receivedOn: date(),
  reference: called(
    100,
    'What the commissioner’s bank calls it: each is recorded once, of whichever line and case, however it is written.',
    'FPI 2027-02-03 0417',
  ),
  evidence: words(1000, 'By what it is known.', 'The bank statement of February, page 3.'),
}
const paymentId = nullable(id(), {
  description: 'The payment that came back, whole or in part, where whoever was paid gives it back; null otherwise.',
  examples: [null],
})
export const NewGiveBack = thing(
  'NewGiveBack',
  'Money that came back to the commissioner of what was paid out for a line.',
  { ...fields, paymentId: Type.Optional(paymentId) },
)
export const GiveBack = thing('GiveBack', 'Money that came back of what was paid out for a line.', {
  id: id(),
  caseId: id(),
  planLineId: id(),
  ...fields,
  paymentId,
  toFunders: Type.Boolean({
    description:
      'Whether it went on to those who paid for the line, each their part, as what comes back of a line that has closed does. The whole of a payment does not: it waits to be made again, whether or not the line has closed. What else came back can be spent on the line. False until a second officer recorded the same.',
    examples: [false],
  }),
  recordedAt: instant(),
  confirmedEvidence: nullable(
    words(1000, 'By what the second officer knew it.', 'The account of 3 February, read at the bank.'),
    {
      description:
        'By what the second officer knew it; null until then, and where it was recorded by one alone in former times.',
      examples: ['The account of 3 February, read at the bank.'],
    },
  ),
  confirmedAt: nullable(instant(), {
    description: 'When a second officer recorded the same, and the money moved; null until then.',
    examples: ['2027-02-04T10:00:00Z'],
  }),
})
export const GiveBackPage = pageOf(GiveBack)
export type NewGiveBack = Static<typeof NewGiveBack>
export type GiveBack = Static<typeof GiveBack>
export const giveBackSchemas = [NewGiveBack, GiveBack, GiveBackPage]
