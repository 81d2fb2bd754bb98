import type { LockedCase } from '../case-access/case.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { findClaim, type KeptClaim } from './repository.ts'

/** A claim with its case, locked. The case may have ended: what was spent while waiting is decided on all the same. */
export async function openClaim(
  tx: Tx,
  { actor }: Pick<Context, 'actor'>,
  id: string,
): Promise<{ readonly budgetCase: LockedCase; readonly claim: KeptClaim }> {
  const [budgetCase, held] = await Promise.all([
    lockCase(tx, actor, { table: 'waiting_claim', id }),
    findClaim(tx, actor, id),
  ])
  return { budgetCase: orNotFound(budgetCase), claim: orNotFound(held) }
}

/** Refuses what was decided on or withdrawn. */
export function requireWaiting({ status }: Pick<KeptClaim, 'status'>): void {
  if (status !== 'waiting') throw new Problem('wrong-state', `It is ${status}`)
}
