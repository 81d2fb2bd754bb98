import { Type } from '@sinclair/typebox'
import { id, pence } from '../shared/schema.ts'
import { code, codes, happened } from './facts.ts'

/** What happens with the money of a plan in force, and the time of brokers. */
export const spendingEvents = {
  'payee.decided': happened('money', 'It was decided whether a payee with a tie to the person is paid.', {
    outcome: code('Whether they are paid.', 'approved'),
    ties: codes('What ties them to the person or the broker.', 'relative'),
  }),
  'brokerage-time.recorded': happened('plan', 'Time of a broker was recorded.', {
    task: code('What it was spent on.', 'planning'),
    minutes: Type.Integer({
      minimum: -1440,
      maximum: 1440,
      description: 'The minutes; negative takes back what was recorded too much.',
      examples: [90],
    }),
  }),
  'purchase.receipt-filed': happened('money', 'A receipt was filed for a purchase.', { amountPence: pence() }),
  'purchase.recorded': happened('money', 'A purchase was recorded.', { planLineId: id(), amountPence: pence() }),
  'purchase.reversed': happened('money', 'A purchase was reversed.', { planLineId: id(), amountPence: pence() }),
}
