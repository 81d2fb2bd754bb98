import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { recordAccount } from './record-account.ts'
import { setDecided, told } from './repository.ts'
import { requireAccount } from './require-account.ts'
import type { BankAccount, BankAccountRefusal } from './schemas.ts'

/** Nothing is paid into the account; the one before it, where there is one, goes on. */
export async function refuseBankAccount(
  tx: Tx,
  context: Context,
  id: string,
  { because }: Static<typeof BankAccountRefusal>,
): Promise<Answer<BankAccount>> {
  const { actor, now } = context
  const account = await requireAccount(tx, context, id)
  await setDecided(tx, actor, id, 'refused', { because, now })
  await recordAccount(tx, context, account, 'refused')
  return done({ ...told(account), status: 'refused', because, decidedAt: now.toISOString() })
}
