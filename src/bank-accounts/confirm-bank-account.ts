import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { accountDigits, mayConfirm } from '../rules/spending/bank-accounts.ts'
import { londonDate } from '../shared/dates.ts'
import { requireAnother } from '../staff/same-human.ts'
import { recordAccount } from './record-account.ts'
import { setDecided, setReplaced, told } from './repository.ts'
import { requireAccount } from './require-account.ts'
import { requireNotMoved } from './require-not-moved.ts'
import type { BankAccount, BankAccountTyped } from './schemas.ts'
import { type BankDetails, openDetails } from './sealed.ts'

/** Has an account paid into from now on, in place of the one before. The second person types it from the paper: nobody is shown what the first one typed. */
export async function confirmBankAccount(
  tx: Tx,
  context: Context,
  id: string,
  { because, ...typed }: Static<typeof BankAccountTyped>,
): Promise<Answer<BankAccount>> {
  const { actor, now } = context
  const account = await requireAccount(tx, context, id)
  if (account.giverLeft)
    throw new Problem('wrong-state', 'Who gave it does not act for the person any more: the account is given again')
  if (account.payeeId !== null) await requireNotMoved(tx, context, account.payeeId)
  await requireAnother(tx, actor, [account.toldBy], 'Another than who says that the owner was asked confirms it')
  orThrow(mayConfirm(account, because, londonDate(now)))
  const given = openDetails(tx, actor, id, account.sealed)
  const digits = ({ sortCode, accountNumber }: BankDetails) => accountDigits(sortCode, accountNumber)
  // The name too: by it the owner is known, and a false one would be paid unseen.
  if (digits(given) !== digits(typed) || foldName(given.name) !== foldName(typed.name))
    throw new Problem('bank-details-differ')
  await setReplaced(tx, actor, account.ownerId)
  await setDecided(tx, actor, id, 'confirmed', { because, now })
  await recordAccount(tx, context, account, 'confirmed')
  return done({ ...told(account), status: 'confirmed', because, decidedAt: now.toISOString() })
}
