import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { beginAfresh } from './deliveries-repository.ts'
import { requireHeard } from './heard.ts'
import { leaveAloneNoMore } from './outcomes-repository.ts'
import { lockWebhook, setWebhook } from './repository.ts'
import { requireNotEnded } from './require-not-ended.ts'
import type { Webhook, WebhookChange } from './schemas.ts'
import { targetOf, targetsFor } from './targets.ts'

/** Changes where and what is sent, or has it wait or go on. What was switched off goes on where it stopped. */
export async function changeWebhook(
  tx: Tx,
  context: Context,
  webhookId: string,
  change: Static<typeof WebhookChange>,
): Promise<Answer<Webhook>> {
  const { actor, now } = context
  const before = orNotFound(await lockWebhook(tx, actor, webhookId))
  checkVersion(context, before.version)
  requireNotEnded(before)
  const url = change.url === undefined ? before.url : targetOf(change.url, targetsFor(tx))
  if (change.types !== undefined) await requireHeard(tx, actor, change.types)
  // Whoever has it go on, or elsewhere, gives it and what waits their days anew.
  const afresh = change.url !== undefined || change.status === 'on'
  const webhook: Webhook = {
    ...before,
    ...change,
    url,
    failingSince: afresh ? null : before.failingSince,
    version: before.version + 1,
  }
  await Promise.all([
    setWebhook(tx, actor, webhook),
    afresh ? beginAfresh(tx, webhook.id, now) : undefined,
    afresh ? leaveAloneNoMore(tx, webhook.id) : undefined,
    record(tx, actor, {
      type: 'webhook.changed',
      subjectId: webhook.id,
      caseId: null,
      at: now,
      facts: { organisationId: webhook.organisationId, fields: Object.keys(change) },
    }),
  ])
  return done(webhook, webhook.version)
}
