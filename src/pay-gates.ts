import { findLine } from './ledger/lines-repository.ts'
import { findPayeeName } from './payees/repository.ts'
import { whetherPayable } from './payees/require-payable.ts'
import type { Gates } from './payments/why-held.ts'
import { whetherUnderAgreement } from './service-agreements/under-agreement.ts'
import { frozenBy, isEssential } from './spending-stops/frozen-by.ts'

/** What a payment has to pass before it is made: the register of payees, agreements with providers, and concerns that are looked into. */
export const gates: Gates = {
  payeeMayBePaid: async (tx, actor, caseId, payeeId, on) =>
    (await whetherPayable(tx, actor, caseId, payeeId, on)) === true,
  async isUnderAgreement(tx, actor, planLineId, payeeId, on) {
    const line = await findLine(tx, actor, planLineId)
    if (!line || (await whetherUnderAgreement(tx, actor, line, payeeId, on)).may === true) return true
    // What keeps a crisis off, or is there for one, is paid on while somebody sees to the agreement.
    return isEssential(tx, actor, planLineId)
  },
  async isFrozen(tx, actor, { caseId, planLineId, payeeId }) {
    const payee = payeeId === null ? undefined : await findPayeeName(tx, actor, payeeId)
    return frozenBy(tx, actor, { caseId, planLineId, payees: payee === undefined ? [] : [payee] })
  },
}
