import { stopClock } from '../clocks/running-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findClaim, type KeptClaim, setClaim } from './repository.ts'

/** A claim that waits is made no more. What was agreed of it before an appeal had it decided again stands: it was paid, by that receipt. */
export async function takeBackClaim(tx: Tx, { actor, now }: Context, claim: KeptClaim): Promise<KeptClaim> {
  const status = claim.agreedPence === null ? 'withdrawn' : 'agreed-in-part'
  const after: KeptClaim = { ...claim, status, dueOn: null, closedAt: now.toISOString() }
  await setClaim(tx, actor, after)
  await stopClock(tx, actor, 'claim-decision', claim.id, londonDate(now))
  return after
}

/** The person says that they did not claim it. What was decided already stays. */
export async function undoClaim(tx: Tx, context: Context, id: string): Promise<void> {
  const claim = await findClaim(tx, context.actor, id)
  if (claim?.status === 'waiting') await takeBackClaim(tx, context, claim)
}
