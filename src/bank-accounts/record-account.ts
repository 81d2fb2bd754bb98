import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { KeptBankAccount } from './repository.ts'

/** What happens with an account is told of the payee whose it is, or on the case that it is for; nothing of what it is. */
export async function recordAccount(
  tx: Tx,
  { actor, now }: Context,
  { id, payeeId, caseId }: Pick<KeptBankAccount, 'id' | 'payeeId' | 'caseId'>,
  what: 'proposed' | 'told' | 'confirmed' | 'refused',
): Promise<void> {
  if (caseId !== null) await record(tx, actor, { type: `bank-account.${what}`, subjectId: id, caseId, at: now })
  else await record(tx, actor, { type: `payee.account-${what}`, subjectId: payeeId ?? '', caseId, at: now })
}
