import { id, pence } from '../shared/schema.ts'
import { code, count, happened } from './facts.ts'

/** What happens with the money of a plan in force, and the time of brokers. */
export const spendingEvents = {
  'brokerage-time.recorded': happened('Time of a broker was recorded.', {
    task: code('What it was spent on.', 'planning'),
    minutes: count('The minutes.', 90),
  }),
  'purchase.receipt-filed': happened('A receipt was filed for a purchase.', { amountPence: pence() }),
  'purchase.recorded': happened('A purchase was recorded.', { planLineId: id(), amountPence: pence() }),
  'purchase.reversed': happened('A purchase was reversed.', { planLineId: id(), amountPence: pence() }),
}
