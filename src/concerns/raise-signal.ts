import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import type { About, ConcernLevel, SignalReason } from '../rules/concerns/concerns.ts'
import { joinConcern } from './repository.ts'
import { insertReport } from './trail-repository.ts'

/** What is to be looked at, and how grave it is by itself; with the purchase, the claim or the line of a card’s feed that showed it, where one did. */
export interface RaisedSignal {
  readonly reason: SignalReason
  readonly level: ConcernLevel
  readonly subject: About
  readonly purchaseId?: string | null
  readonly waitingClaimId?: string | null
  readonly cardFeedLineId?: string | null
}

/** Raises what a write showed, as the service: whoever wrote is neither told nor named, since it may be about them. */
export async function raiseSignal(
  tx: Tx,
  { actor: { commissionerId }, now }: Pick<Context, 'actor' | 'now'>,
  caseId: string,
  { reason, level, subject, purchaseId = null, waitingClaimId = null, cardFeedLineId = null }: RaisedSignal,
): Promise<void> {
  const service = systemActor(commissionerId)
  const concernId = await joinConcern(tx, service, caseId, subject, level, now)
  const report = {
    id: newId(),
    reason,
    level,
    words: null,
    purchaseId,
    waitingClaimId,
    cardFeedLineId,
    raisedAs: 'service',
  } as const
  await insertReport(tx, service, { concernId, caseId }, report, now)
}
