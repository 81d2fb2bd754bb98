import { frozenBy } from './concerns/frozen-by.ts'
import { findPayee } from './payees/repository.ts'
import { whetherPayable } from './payees/require-payable.ts'
import type { Gates } from './payments/why-held.ts'

/** What a payment has to pass before it is made: the register of payees, and concerns that are looked into. The person needs no register to have their own money. */
export const gates: Gates = {
  async payeeMayBePaid(tx, actor, { caseId, payeeId, dueOn }) {
    return payeeId === null || (await whetherPayable(tx, actor, caseId, payeeId, dueOn)) === true
  },
  async isFrozen(tx, actor, { caseId, planLineId, payeeId, dueOn }) {
    const payee = payeeId === null ? undefined : await findPayee(tx, actor, payeeId, dueOn)
    return frozenBy(tx, actor, { caseId, planLineId, payee: payee?.name ?? null })
  },
}
