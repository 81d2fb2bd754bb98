import { findLine } from './ledger/lines-repository.ts'
import { findHoldingOn } from './line-holdings/repository.ts'
import { listPayeeNames } from './payees/kin-repository.ts'
import { findPayee } from './payees/repository.ts'
import { whetherPayable } from './payees/require-payable.ts'
import type { Gates } from './payments/why-held.ts'
import { whetherUnderAgreement } from './service-agreements/under-agreement.ts'
import { frozenBy, isEssential } from './spending-stops/frozen-by.ts'
import { findPlan } from './support-plans/repository.ts'

/** What a payment has to pass before it is made: the register of payees, agreements with providers, and concerns that are looked into. */
export const gates: Gates = {
  async payeeMayBePaid(tx, actor, { caseId, planLineId, payeeId, on, paidOn }) {
    const [line, payee] = await Promise.all([findLine(tx, actor, planLineId), findPayee(tx, actor, payeeId, on)])
    // Nothing more goes into the hands of who was ended, for whichever days: they gave nothing for it yet.
    const isHolder = line?.holderId != null && payee?.organisationId === line.holderId
    return (await whetherPayable(tx, actor, caseId, payeeId, isHolder ? paidOn : on, paidOn))?.may === true
  },
  async whyNotUnderAgreement(tx, actor, { planLineId, payeeId, on, bySchedule }) {
    const open = await findLine(tx, actor, planLineId)
    if (!open) return undefined
    const [plan, payee, before] = await Promise.all([
      bySchedule ? findPlan(tx, actor, open.supportPlanId) : undefined,
      findPayee(tx, actor, payeeId, on),
      // What is owed was given under the agreement that there was, however the money is held since.
      bySchedule ? undefined : findHoldingOn(tx, actor, planLineId, on, 'start'),
    ])
    const line = { ...open, ...before }
    // What somebody holds for the person is paid under the agreement on that, which both have signed.
    if (line.holderId !== null && payee?.organisationId === line.holderId) return undefined
    const schedule = plan?.lines.find(({ key }) => key === line.key)?.schedule ?? null
    const { may, agreement } = await whetherUnderAgreement(tx, actor, line, payeeId, on, schedule?.unit)
    if (agreement && schedule && schedule.unitPence > agreement.ratePence) return 'agreed-rate-exceeded'
    // What keeps a crisis off, or is there for one, is paid on while somebody sees to the agreement.
    if (may === true || (await isEssential(tx, actor, planLineId))) return undefined
    return 'service-agreement-missing'
  },
  async isFrozen(tx, actor, { caseId, planLineId, payeeId }) {
    const payees = payeeId === null ? [] : await listPayeeNames(tx, actor, payeeId)
    return frozenBy(tx, actor, { caseId, planLineId, payees })
  },
}
