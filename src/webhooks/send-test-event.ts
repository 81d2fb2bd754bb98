import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { insertTest } from './deliveries-repository.ts'
import { lockWebhook } from './repository.ts'
import type { WebhookDelivery } from './schemas.ts'

/** Sends `webhook.test`, which tells of nothing, as an event is sent: whether it arrives is in the deliveries. */
export async function sendTestEvent(
  tx: Tx,
  { actor, now }: Context,
  webhookId: string,
): Promise<Answer<WebhookDelivery>> {
  const webhook = orNotFound(await lockWebhook(tx, actor, webhookId))
  if (webhook.status !== 'on') throw new Problem('wrong-state', 'Nothing is sent to this webhook now')
  const delivery = await insertTest(tx, actor.commissionerId, webhookId, now)
  return created(delivery, `/v1/webhooks/${webhookId}/deliveries`)
}
