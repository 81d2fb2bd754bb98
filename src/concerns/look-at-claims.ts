import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theCase } from '../rules/concerns/concerns.ts'
import { signalLevels } from '../rules/concerns/signals.ts'
import { listSharedByClaims, lockClaims } from './claims-repository.ts'
import { raiseSignal } from './raise-signal.ts'

/** Raises on each of the cases that somebody claims for a receipt which is of another person’s case too, once for each claim and purchase; says how many. Whoever claims is told nothing of it. */
export async function lookAtClaims(tx: Tx, actor: Actor, now: Date): Promise<number> {
  await lockClaims(tx, actor)
  const reason = 'document-in-two-cases'
  const shared = await listSharedByClaims(tx, actor, now)
  for (const { caseId, ...by } of shared)
    await raiseSignal(tx, { actor, now }, caseId, { reason, level: signalLevels[reason], subject: theCase, ...by })
  return shared.length
}
