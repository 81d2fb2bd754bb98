import type { Static } from '@sinclair/typebox'
import { lockPayee } from '../payees/ending-repository.ts'
import { findPayee } from '../payees/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { couldBeOne } from '../rules/people/alike-names.ts'
import { londonDate } from '../shared/dates.ts'
import { proposeAccount } from './propose-account.ts'
import { told } from './repository.ts'
import { requireNotMoved } from './require-not-moved.ts'
import type { BankAccount, NewBankAccount } from './schemas.ts'

/** Keeps into which account a payee is paid, by a paper that says it, until a second person confirms it. */
export async function proposePayeeBankAccount(
  tx: Tx,
  context: Context,
  payeeId: string,
  input: Static<typeof NewBankAccount>,
): Promise<Answer<BankAccount>> {
  const { actor, now } = context
  orNotFound(await lockPayee(tx, actor, payeeId))
  const payee = orNotFound(await findPayee(tx, actor, payeeId, londonDate(now)))
  if (payee.endedAt !== null) throw new Problem('wrong-state', 'This payee was ended')
  if (input.documentHash === null) throw invalidAt('/documentHash', 'Say by which paper the account is known')
  await requireNotMoved(tx, context, payeeId)
  const proposed = {
    owner: { payeeId, caseId: null },
    nameMatches: couldBeOne(input.name, payee.name),
    asksFirst: payee.contact !== null,
  }
  const account = await proposeAccount(tx, context, proposed, input)
  return created(told(account), `/v1/payees/${payeeId}/bank-accounts`)
}
