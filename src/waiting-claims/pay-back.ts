import { postOwed } from '../ledger/additions-repository.ts'
import { insertPayments } from '../payments/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { keyOfClaim } from './look-at-claim.ts'
import { findPaidPlan, type KeptClaim } from './repository.ts'

const heldByPerson = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const

/**
 * Owes the person so much of a claim, and plans its payment for the next run. It comes from those who pay for their newest plan, in their shares, beside what
 * was agreed for it: nobody's budget is less by it. Gives where the statement shows it.
 */
export async function payBack(tx: Tx, context: Context, claim: KeptClaim, agreedPence: Pence): Promise<string> {
  const { actor, now } = context
  const { caseId, spentOn: day } = claim
  const pence = agreedPence - (claim.agreedPence ?? 0)
  if (claim.planLineId !== null && pence === 0) return claim.planLineId
  const today = londonDate(now)
  const plan = orNotFound(await findPaidPlan(tx, actor, caseId), 'nothing-to-review')
  const planLineId = claim.planLineId ?? newId()
  const line = {
    id: planLineId,
    key: keyOfClaim(claim),
    title: claim.bought,
    category: claim.category,
    element: null,
  }
  const to = claim.planLineId ?? { ...line, ...heldByPerson }
  postOwed(tx, actor, { caseId, supportPlanId: plan.id, pence, to }, today, now)
  const payment = { caseId, planLineId, payeeId: null, purpose: 'owed', toHold: false, amountPence: pence } as const
  insertPayments(tx, actor, [{ ...payment, from: day, until: day, dueOn: workingDayFrom(today) }], now)
  return planLineId
}
