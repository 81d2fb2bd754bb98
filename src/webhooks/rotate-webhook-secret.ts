import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { insertSecret, lockWebhook, retireSecrets } from './repository.ts'
import { requireNotEnded } from './require-not-ended.ts'
import { hoursOfOldSecret, type WebhookSecretRotated } from './schemas.ts'

/** Every one of them signs each message, in one header. */
const mostSecrets = 10

/** Makes a new secret and tells it this once. Those before sign beside it, each for a day from when it was replaced, so that no event is refused in between. */
export async function rotateWebhookSecret(
  tx: Tx,
  { actor, now }: Context,
  webhookId: string,
): Promise<Answer<Static<typeof WebhookSecretRotated>>> {
  const webhook = orNotFound(await lockWebhook(tx, actor, webhookId))
  requireNotEnded(webhook)
  const oldUntil = new Date(now.getTime() + hoursOfOldSecret * 3_600_000)
  if ((await retireSecrets(tx, actor, webhookId, oldUntil, now)) >= mostSecrets)
    throw new Problem('wrong-state', `${mostSecrets} secrets sign for this webhook: one of them has to end first`)
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
    keep: 'that-it-was-done',
  }
}
