import type { Static } from '@sinclair/typebox'
import { endOfChain } from '../events/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { requireHeard } from './heard.ts'
import { insertSecret, insertWebhook, lockAndCountWebhooks, ownerOf } from './repository.ts'
import type { NewWebhook, Webhook, WebhookRegistered } from './schemas.ts'
import { targetOf, targetsFor } from './targets.ts'

/** More would only send the same to the same systems. */
const mostOfOrganisation = 20

/** Registers where events of the actor's organisation are sent to, from now on, and tells the secret this once. */
export async function registerWebhook(
  tx: Tx,
  { actor, now }: Context,
  { url: sent, types }: Static<typeof NewWebhook>,
): Promise<Answer<Static<typeof WebhookRegistered>>> {
  const url = targetOf(sent, targetsFor(tx))
  await requireHeard(tx, actor, types)
  const [count, end] = await Promise.all([lockAndCountWebhooks(tx, actor), endOfChain(tx)])
  if (count >= mostOfOrganisation)
    throw new Problem('wrong-state', `Your organisation has ${mostOfOrganisation} webhooks: end one of them first`)
  const webhook: Webhook = {
    id: newId(),
    organisationId: ownerOf(actor),
    url,
    types,
    status: 'on',
    failingSince: null,
    registeredAt: now.toISOString(),
    endedAt: null,
    version: 1,
  }
  await insertWebhook(tx, actor, webhook, end.sequence)
  const [secret] = await Promise.all([
    insertSecret(tx, actor, webhook.id, now),
    record(tx, actor, {
      type: 'webhook.registered',
      subjectId: webhook.id,
      caseId: null,
      at: now,
      facts: { organisationId: webhook.organisationId },
    }),
  ])
  return { ...created({ ...webhook, secret }, `/v1/webhooks/${webhook.id}`), keep: 'that-it-was-done' }
}
