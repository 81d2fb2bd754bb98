import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'

/** Locks cases until the operation ends, each after the one before it, so that two who lock the same ones never wait for each other. */
export async function lockCases(tx: Tx, actor: Actor, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return
  await tx
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .orderBy('case_id')
    .forUpdate()
    .execute()
}
