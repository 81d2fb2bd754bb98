import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Pence } from '../shared/money.ts'
import { accountOn, openAccounts, post } from './book-repository.ts'
import type { AgreedLine } from './lines-repository.ts'

/**
 * Posts what the person added of their own to a purchase, or has back of it. It goes from an account of theirs to what was spent of it, and through no account of
 * the budget: no decision takes it back, no other line has it, and no funder gives less by it.
 */
export function postOwn(
  tx: Tx,
  actor: Actor,
  { id, caseId }: Pick<AgreedLine, 'id' | 'caseId'>,
  of: { readonly kind: 'own-money' | 'own-money-back'; readonly purchaseId: string; readonly pence: Pence },
  now: Date,
): void {
  const { kind, purchaseId, pence } = of
  if (pence === 0) return
  const [theirs, spent] = [accountOn('own', id), accountOn('own-spent', id)]
  openAccounts(tx, actor, caseId, [theirs, spent])
  const [from, to] = kind === 'own-money' ? [theirs, spent] : [spent, theirs]
  post(tx, actor, { caseId, planLineId: id, kind, purchaseId }, [{ from, to, pence }], now)
}
