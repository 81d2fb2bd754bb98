import type { OnHeld } from '../line-holdings/choose-holding.ts'
import { watchStops } from '../provider-stops/watch-stops.ts'
import { oweBeforeHeld } from './owe-given.ts'
import { replanPayments } from './plan-payments.ts'

/** Has payments follow how the money of a line is held: what a provider gave until then is owed to it, and the rest is planned anew. */
export const followHoldings: OnHeld = {
  before: oweBeforeHeld,
  async after(tx, context, caseId) {
    await watchStops(tx, context, caseId)
    replanPayments(tx, context, caseId)
  },
}
