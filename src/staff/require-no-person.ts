import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isSignInOfPerson } from './repository.ts'

/**
 * Refuses an account by which a person signs in: it would be a member of staff and whom they work for at once. The refusal is that of
 * an account that a colleague has, and says of neither that it is in use: either would tell that somebody has a record here.
 */
export async function requireNoPerson(tx: Tx, actor: Actor, account: string): Promise<void> {
  if (await isSignInOfPerson(tx, actor, account)) throw new Problem('account-taken')
}
