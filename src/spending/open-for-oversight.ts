import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { findSpender } from './chases-repository.ts'
import { findPurchase } from './repository.ts'
import type { Purchase } from './schemas.ts'

/** A purchase, for whoever answers for the money of others: of the commissioner or the trust, and never for what they bought themselves. */
export async function openForOversight(
  tx: Tx,
  { actor }: Context,
  id: string,
): Promise<{ budgetCase: LockedCase; purchase: Purchase }> {
  const [locked, held, spender] = await Promise.all([
    lockCase(tx, actor, { table: 'purchase', id }),
    findPurchase(tx, actor, id),
    findSpender(tx, actor, id),
  ])
  const budgetCase = orNotFound(locked)
  const purchase = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'team-manager', 'commissioner-officer')
  if (spender === budgetCase.writer.humanId) throw new Problem('second-person-needed')
  return { budgetCase, purchase }
}
