import { lockCases } from '../case-access/lock-cases-repository.ts'
import { projectAtEnd } from '../case-access/repository.ts'
import { requireIndependent, requireSightOfMoney } from '../case-access/require-independent.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findCaseOf } from './case-repository.ts'
import { type KeptBankAccount, lockBankAccount } from './repository.ts'

/** An account that waits, locked, for a second person who sees the money of the case that it is for: never who proposed it, by any account of theirs. */
export async function requireAccount(tx: Tx, { actor }: Context, id: string): Promise<KeptBankAccount> {
  const ofCase = await findCaseOf(tx, actor, id)
  if (ofCase !== null) {
    // A case comes before what is of it. Who is waited for to give an account hangs on what is decided on this one.
    await lockCases(tx, actor, [ofCase])
    projectAtEnd(tx, actor, ofCase)
  }
  const account = orNotFound(await lockBankAccount(tx, actor, id))
  const { payeeId, caseId } = account
  if (caseId !== null) await requireSightOfMoney(tx, actor, caseId)
  if (caseId !== null) await requireIndependent(tx, actor, { caseId })
  else await requireIndependent(tx, actor, { payeeId: payeeId ?? '' })
  await requireSecondPerson(tx, actor, [account.proposedBy], 'Somebody else than who gave the account looks at it')
  if (account.status !== 'proposed') throw new Problem('wrong-state', `The account is ${account.status}`)
  return account
}
