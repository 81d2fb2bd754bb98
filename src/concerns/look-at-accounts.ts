import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theCase } from '../rules/concerns/concerns.ts'
import { signalLevels } from '../rules/concerns/signals.ts'
import { listLargeAfterChange, lockAccounts } from './accounts-repository.ts'
import { raiseSignal } from './raise-signal.ts'

/** Raises, once for each change and case, that a large payment goes into an account that was changed shortly before it is due; says how many. */
export async function lookAtAccounts(tx: Tx, actor: Actor, now: Date): Promise<number> {
  await lockAccounts(tx, actor)
  const found = await listLargeAfterChange(tx, actor, now)
  const reason = 'account-changed-large-sum'
  for (const { caseId, payee } of found) {
    const subject = payee === null ? theCase : ({ ...theCase, about: 'payee', payee } as const)
    await raiseSignal(tx, { actor, now }, caseId, { reason, level: signalLevels[reason], subject })
  }
  return found.length
}
