import type { Belonging, LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'

/** A case, for who keeps its papers: also after it has ended, since the accounts must close. */
export async function openCaseForFeed(tx: Tx, { actor }: Context, of: string | Belonging): Promise<LockedCase> {
  const budgetCase = orNotFound(await lockCase(tx, actor, of))
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  await requireMandate(tx, actor, budgetCase.id, as, 'recordPurchase')
  return budgetCase
}
