import { requireIndependent, requireSightOfMoney } from '../case-access/require-independent.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { type KeptBankAccount, lockBankAccount } from './repository.ts'

/** An account that waits, locked, for a second person who sees the money of the case that it is for: never who proposed it, by any account of theirs. */
export async function requireAccount(tx: Tx, { actor }: Context, id: string): Promise<KeptBankAccount> {
  const account = orNotFound(await lockBankAccount(tx, actor, id))
  const { payeeId, caseId } = account
  if (caseId !== null) await requireSightOfMoney(tx, actor, caseId)
  if (caseId !== null) await requireIndependent(tx, actor, { caseId })
  else await requireIndependent(tx, actor, { payeeId: payeeId ?? '' })
  await requireSecondPerson(tx, actor, [account.proposedBy], 'Somebody else than who gave the account looks at it')
  if (account.status !== 'proposed') throw new Problem('wrong-state', `The account is ${account.status}`)
  return account
}
