import type { LockedCase } from '../case-access/case.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { Getting } from '../rules/spending/giving.ts'
import { type Asked, fitsBudget, fitsElement, mayGive } from '../rules/spending/off-plan.ts'
import type { Pence } from '../shared/money.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { lookAtGiving } from '../surplus-recoveries/look-at-giving.ts'
import type { RequestRoute } from './route.ts'

/** Refuses to take from a line what moves to no other line without a changed plan, or more than it has. */
export async function requireGiving(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { opened }: PlanInForce,
  { gives, pence, ...to }: Getting & { readonly gives: AgreedLine; readonly pence: Pence },
): Promise<void> {
  const lines = await lookAtGiving(tx, context, budgetCase, opened)
  const from = orNotFound(lines.find(({ id }) => id === gives.id))
  orThrow(mayGive(from, to, pence, budgetCase.rules.money))
}

/** Refuses what neither the budget has room for, nor, where it has two elements, the one that would pay; `known` counts it already. */
export function requireFits(
  { rules }: LockedCase,
  { totalPence, leftPence, elementPence, elementLeftPence }: RequestRoute,
  more: Pick<Asked, 'amountPence' | 'takesFrom' | 'element'>,
  notAgreed: Pence = 0,
): void {
  orThrow(fitsBudget(rules, totalPence - notAgreed, leftPence, more))
  orThrow(fitsElement(elementPence - notAgreed, elementLeftPence, more))
}
