import type { Static } from '@sinclair/typebox'
import { findPayee } from '../payees/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { recordAccount } from './record-account.ts'
import { setDecided, setTold, told } from './repository.ts'
import { requireAccount } from './require-account.ts'
import { requireNotMoved } from './require-not-moved.ts'
import type { BankAccount, BankAccountTold } from './schemas.ts'

/** Keeps that the owner was told and asked, in the way that was known before. What they say is not theirs is refused at once, and looked into. */
export async function recordBankAccountTelling(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof BankAccountTold>,
): Promise<Answer<BankAccount>> {
  const { actor, now } = context
  const account = await requireAccount(tx, context, id)
  const { toldOn, answer } = input
  if (toldOn > londonDate(now)) throw invalidAt('/toldOn', 'cannot be in the future')
  if (toldOn < londonDate(new Date(account.proposedAt))) throw invalidAt('/toldOn', 'comes after the account was given')
  if (account.payeeId !== null) {
    await requireNotMoved(tx, context, account.payeeId)
    const payee = await findPayee(tx, actor, account.payeeId, londonDate(now))
    if (input.toFormer !== true && (payee?.formerContacts.length ?? 0) > 0)
      throw invalidAt('/toFormer', 'They were reached elsewhere not long ago: tell them there too')
  }
  await setTold(tx, actor, id, input, now)
  await recordAccount(tx, context, account, 'told')
  if (answer !== 'not-theirs') return done({ ...told(account), toldOn, answer })
  await setDecided(tx, actor, id, 'refused', { because: null, now })
  await recordAccount(tx, context, account, 'refused')
  return done({ ...told(account), toldOn, answer, status: 'refused', decidedAt: now.toISOString() })
}
