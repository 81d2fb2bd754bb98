import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { insertSecret, lockWebhook, retireSecrets } from './repository.ts'
import { requireNotEnded } from './require-not-ended.ts'
import { hoursOfOldSecret, type WebhookSecretRotated } from './schemas.ts'

/** Makes a new secret and tells it this once. The one before signs beside it for a day, so that no event is refused in between. */
export async function rotateWebhookSecret(
  tx: Tx,
  { actor, now }: Context,
  webhookId: string,
): Promise<Answer<Static<typeof WebhookSecretRotated>>> {
  const webhook = orNotFound(await lockWebhook(tx, actor, webhookId))
  requireNotEnded(webhook)
  const oldUntil = new Date(now.getTime() + hoursOfOldSecret * 3_600_000)
  await retireSecrets(tx, actor, webhookId, oldUntil)
  const [secret] = await Promise.all([
    insertSecret(tx, actor, webhookId, now),
    record(tx, actor, {
      type: 'webhook.secret-rotated',
      subjectId: webhookId,
      caseId: null,
      at: now,
      facts: { organisationId: webhook.organisationId },
    }),
  ])
  return {
    ...created({ webhookId, secret, oldUntil: oldUntil.toISOString() }, `/v1/webhooks/${webhookId}`),
    keep: false,
  }
}
