import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { setPauseLifted, stopChasing } from './chases-repository.ts'
import { openForOversight } from './open-for-oversight.ts'
import type { PauseLifting } from './receipt-schemas.ts'
import type { Purchase } from './schemas.ts'

/** Lifts the pause that a missing receipt has brought: spending goes on, and the receipt is still missing, unless the purchase was reversed. */
export async function liftReceiptPause(
  tx: Tx,
  context: Context,
  purchaseId: string,
  { because }: Static<typeof PauseLifting>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase } = await openForOversight(tx, context, purchaseId)
  const { receiptPausedOn: on } = purchase
  if (on === null) throw new Problem('wrong-state', 'Nobody is paused because of this receipt')
  await setPauseLifted(tx, actor, purchaseId, { on, because }, now)
  if (purchase.reversedAt !== null) await stopChasing(tx, actor, purchaseId)
  const { planLineId } = purchase
  await record(tx, actor, {
    type: 'purchase.receipt-pause-lifted',
    subjectId: purchaseId,
    caseId: budgetCase.id,
    at: now,
    facts: { planLineId },
  })
  return done({ ...purchase, receiptPausedOn: null })
}
