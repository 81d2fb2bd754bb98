import { Type } from '@sinclair/typebox'
import { id, pence } from '../shared/schema.ts'
import { code, count, happened } from './facts.ts'

/** What happens with the money of a plan in force, and the time of brokers. */
export const spendingEvents = {
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
  'purchase.receipt-file-sent': happened('money', 'The document of a receipt was sent.', {
    sizeBytes: count('How many bytes it has.', 81_920),
  }),
  'purchase.recorded': happened('money', 'A purchase was recorded.', { planLineId: id(), amountPence: pence() }),
  'purchase.reversed': happened('money', 'A purchase was reversed.', { planLineId: id(), amountPence: pence() }),
}
