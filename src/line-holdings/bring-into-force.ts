import { setHolding } from '../ledger/holding-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { findHolding, setTookEffect } from './repository.ts'

/** Holds the money of a line in the way that was chosen and waited for its agreement. */
export async function bringIntoForce(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  holdingId: string,
): Promise<void> {
  const holding = await findHolding(tx, actor, holdingId)
  if (!holding) return
  const { planLineId: lineId, line, deployment, instrument, holderId } = holding
  setHolding(tx, { commissionerId: actor.commissionerId, lineId, deployment, instrument, holderId })
  await setTookEffect(tx, actor, holdingId, now)
  await record(tx, actor, {
    type: 'plan-line.holding-took-effect',
    subjectId: lineId,
    caseId,
    at: now,
    facts: { line, deployment, instrument },
  })
}
