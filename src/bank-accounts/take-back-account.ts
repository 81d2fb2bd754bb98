import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { recordAccount } from './record-account.ts'
import { lockBankAccount, setDecided } from './repository.ts'

/** Nothing is paid any more into an account that the person says they never gave, nor into one of somebody who left. */
export async function takeBackAccount(tx: Tx, context: Context, id: string): Promise<void> {
  const { actor, now } = context
  const account = await lockBankAccount(tx, actor, id)
  if (!account || (account.status !== 'proposed' && account.status !== 'confirmed')) return
  await setDecided(tx, actor, id, 'refused', { because: null, now })
  await recordAccount(tx, context, account, 'refused')
}
