import type { LockedCase } from '../case-access/case.ts'
import { listNear } from '../case-access/near-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { decidedOnCase } from './mandates-repository.ts'

/** Refuses whoever works or decided on the case: they do not say who acts or speaks for the person, nor who does so no longer. */
export async function requireUninvolved(tx: Tx, actor: Actor, budgetCase: LockedCase): Promise<void> {
  const [decided, near] = await Promise.all([decidedOnCase(tx, actor, budgetCase.id), listNear(tx, budgetCase.id)])
  if (decided || near.has(budgetCase.writer.humanId)) throw new Problem('verifier-not-independent')
}
