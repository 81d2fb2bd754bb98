import { lapseConsent } from '../consents/end-consent.ts'
import { endSharing } from '../consents/end-sharing-without-consent.ts'
import { listSharedTwice, moveSharings } from '../consents/sharing-repository.ts'
import { listAgreedTwice, moveConsents } from '../people/consent-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'

/**
 * Gives the record that goes on what is shared of the other, with consent and without. Where both share the same, one is left, and whoever came
 * by the other is added again: else the one could be ended and whoever came by the other would stay.
 */
export async function joinSharing(tx: Tx, context: Context, fromId: string, toId: string): Promise<void> {
  const { actor } = context
  for (const consent of await listAgreedTwice(tx, actor, fromId, toId)) await lapseConsent(tx, context, consent)
  for (const sharing of await listSharedTwice(tx, actor, fromId, toId)) await endSharing(tx, context, sharing)
  await moveConsents(tx, actor, fromId, toId)
  await moveSharings(tx, actor, fromId, toId)
}
