import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { killWaiting } from './deliveries-repository.ts'
import { lockWebhook, setWebhook } from './repository.ts'
import { requireNotEnded } from './require-not-ended.ts'
import type { Webhook } from './schemas.ts'

/** Nothing more is sent; what waited is dead, and can still be looked up. */
export async function endWebhook(tx: Tx, { actor, now }: Context, webhookId: string): Promise<Answer<Webhook>> {
  const before = orNotFound(await lockWebhook(tx, actor, webhookId))
  requireNotEnded(before)
  const webhook: Webhook = { ...before, status: 'ended', endedAt: now.toISOString(), version: before.version + 1 }
  await Promise.all([
    setWebhook(tx, actor, webhook),
    killWaiting(tx, webhookId, now),
    record(tx, actor, {
      type: 'webhook.ended',
      subjectId: webhookId,
      caseId: null,
      at: now,
      facts: { organisationId: webhook.organisationId, gone: false },
    }),
  ])
  return done(webhook, webhook.version)
}
