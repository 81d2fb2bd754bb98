import type { LockedCase } from '../case-access/case.ts'
import { lockCase } from '../case-access/repository.ts'
import { type AgreedLine, findLine } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { findPurchase } from './repository.ts'
import type { Purchase } from './schemas.ts'
import { requireKeeper } from './spender.ts'

/**
 * A purchase that stands, and its case, for whoever keeps it: also after the case has ended, since the accounts must close. One that was taken back after its receipt
 * was asked for takes the papers that are still waited for, and nothing else.
 */
export async function openPurchase(
  tx: Tx,
  context: Context,
  id: string,
  { forPapers = false } = {},
): Promise<{ budgetCase: LockedCase; purchase: Purchase; line: AgreedLine }> {
  const [locked, held] = await Promise.all([
    lockCase(tx, context.actor, { table: 'purchase', id }),
    findPurchase(tx, context.actor, id),
  ])
  const budgetCase = orNotFound(locked)
  const purchase = orNotFound(held)
  const line = orNotFound(await findLine(tx, context.actor, purchase.planLineId))
  await requireKeeper(tx, budgetCase, context.actor, line)
  if (purchase.reversedAt !== null && !(forPapers && purchase.receiptChasedOn.length > 0))
    throw new Problem('purchase-reversed')
  return { budgetCase, purchase, line }
}
