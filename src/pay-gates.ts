import { frozenBy } from './concerns/frozen-by.ts'
import { findPayeeName } from './payees/repository.ts'
import { whetherPayable } from './payees/require-payable.ts'
import type { Gates } from './payments/why-held.ts'

/** What a payment has to pass before it is made: the register of payees, and concerns that are looked into. */
export const gates: Gates = {
  payeeMayBePaid: async (tx, actor, caseId, payeeId, on) =>
    (await whetherPayable(tx, actor, caseId, payeeId, on)) === true,
  async isFrozen(tx, actor, { caseId, planLineId, payeeId }) {
    const payee = payeeId === null ? undefined : await findPayeeName(tx, actor, payeeId)
    return frozenBy(tx, actor, { caseId, planLineId, payee: payee ?? null })
  },
}
