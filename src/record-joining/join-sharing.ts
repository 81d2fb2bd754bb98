import { lapseConsent } from '../consents/end-consent.ts'
import { endSharing } from '../consents/end-sharing-without-consent.ts'
import { listSharedTwice, moveSharings } from '../consents/sharing-repository.ts'
import { keepTakenBack } from '../consents/withdraw-consent.ts'
import { listAgreedTwice, listTakenBackBy, moveConsents } from '../people/joined-consents-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'

/**
 * Gives the record that goes on what is shared of the other, with consent and without. Where both share the same, one is left, and whoever came
 * by the other is added again: else the one could be ended and whoever came by the other would stay. What the person took back on one record is
 * taken back, whatever others recorded on another.
 */
export async function joinSharing(tx: Tx, context: Context, fromId: string, toId: string): Promise<void> {
  const { actor } = context
  await keepWithdrawn(tx, context, fromId, toId)
  await keepWithdrawn(tx, context, toId, fromId)
  for (const consent of await listAgreedTwice(tx, actor, fromId, toId)) await lapseConsent(tx, context, consent)
  for (const sharing of await listSharedTwice(tx, actor, fromId, toId)) await endSharing(tx, context, sharing)
  await moveConsents(tx, actor, fromId, toId)
  await moveSharings(tx, actor, fromId, toId)
}

async function keepWithdrawn(tx: Tx, context: Context, agreedId: string, takenBackId: string): Promise<void> {
  for (const { consent, by } of await listTakenBackBy(tx, context.actor, agreedId, takenBackId))
    await keepTakenBack(tx, context, consent, by)
}
