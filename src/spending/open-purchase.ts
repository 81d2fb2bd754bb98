import type { LockedCase } from '../cases/case.ts'
import { needStanding, openForWriting } from '../cases/open-for-writing.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Context, found } from '../platform/operation.ts'
import { findPurchase } from './repository.ts'
import type { Purchase } from './schemas.ts'

/** A purchase that stands, and its case, for the broker who keeps its papers. */
export async function openPurchase(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ the: LockedCase; purchase: Purchase }> {
  const [the, held] = await Promise.all([
    openForWriting(tx, context, { table: 'purchase', id }),
    findPurchase(tx, context.actor, id),
  ])
  const purchase = found(held)
  needStanding(the, context.actor, 'broker')
  if (purchase.reversedAt !== null) throw new Problem('purchase-reversed')
  return { the, purchase }
}
