import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { reviveDead } from './deliveries-repository.ts'
import { lockWebhook } from './repository.ts'
import { requireNotEnded } from './require-not-ended.ts'
import type { WebhookReplay, WebhookReplayed } from './schemas.ts'

/** Has dead deliveries tried again, for as long as new ones are, under the `webhook-id` that they had. */
export async function replayWebhookDeliveries(
  tx: Tx,
  { actor, now }: Context,
  webhookId: string,
  { deliveryIds }: Static<typeof WebhookReplay>,
): Promise<Answer<Static<typeof WebhookReplayed>>> {
  const webhook = orNotFound(await lockWebhook(tx, actor, webhookId))
  requireNotEnded(webhook)
  const replayed = await reviveDead(tx, webhookId, deliveryIds, now)
  if (replayed > 0)
    await record(tx, actor, {
      type: 'webhook.replayed',
      subjectId: webhookId,
      caseId: null,
      at: now,
      facts: { organisationId: webhook.organisationId, deliveries: replayed },
    })
  return done({ replayed })
}
