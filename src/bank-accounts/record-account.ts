import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { KeptBankAccount } from './repository.ts'

const types = {
  proposed: { ofCase: 'bank-account.proposed', ofPayee: 'payee.account-proposed' },
  told: { ofCase: 'bank-account.told', ofPayee: 'payee.account-told' },
  confirmed: { ofCase: 'bank-account.confirmed', ofPayee: 'payee.account-confirmed' },
  refused: { ofCase: 'bank-account.refused', ofPayee: 'payee.account-refused' },
} as const

/** What happens with an account is told of the payee whose it is, or on the case that it is for; nothing of what it is. */
export async function recordAccount(
  tx: Tx,
  { actor, now }: Context,
  { id, payeeId, caseId }: Pick<KeptBankAccount, 'id' | 'payeeId' | 'caseId'>,
  what: keyof typeof types,
): Promise<void> {
  const { ofCase, ofPayee } = types[what]
  if (caseId !== null) await record(tx, actor, { type: ofCase, subjectId: id, caseId, at: now })
  else await record(tx, actor, { type: ofPayee, subjectId: payeeId ?? '', caseId, at: now })
}
