import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { changeWebhook } from './change-webhook.ts'
import { listDeliveries } from './deliveries-repository.ts'
import { endWebhook } from './end-webhook.ts'
import { registerWebhook } from './register-webhook.ts'
import { replayWebhookDeliveries } from './replay-webhook-deliveries.ts'
import { findWebhook, listWebhooks } from './repository.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import {
  hoursOfOldSecret,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryFilter,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookRegistered,
  WebhookReplay,
  WebhookReplayed,
  WebhookSecretRotated,
} from './schemas.ts'
import { sendTestEvent } from './send-test-event.ts'

export const webhookOperations = operationsOf('Events', [
  write('registerWebhook', 'POST /webhooks', {
    summary: 'Register where events are sent to',
    description:
      'For your organisation: it is told of events of cases from now on, of no more than somebody there could read, by the convention of Standard Webhooks. A provider is told of what it gives and is paid, without the case; of types of which your organisation is never told anything, no webhook is registered. The secret is in this answer and nowhere else; where the answer was lost, make a new one.',
    permission: 'webhook:write',
    problems: [409, 422],
    body: NewWebhook,
    gives: { 201: WebhookRegistered },
    run: registerWebhook,
  }),
  list('listWebhooks', '/webhooks', {
    summary: 'List the webhooks of your organisation, newest first, with those that were ended',
    permission: 'webhook:read',
    gives: WebhookPage,
    tellsOf: nobody,
    read: listWebhooks,
  }),
  get('getWebhook', '/webhooks/:webhookId', {
    summary: 'Read a webhook',
    permission: 'webhook:read',
    gives: Webhook,
    read: findWebhook,
    tell: (webhook) => webhook,
    versioned: true,
  }),
  write('changeWebhook', 'PATCH /webhooks/:webhookId', {
    summary: 'Change a webhook, or have it wait or go on',
    permission: 'webhook:write',
    ifMatch: 'required',
    problems: [409, 422],
    body: WebhookChange,
    gives: { 200: Webhook },
    run: changeWebhook,
  }),
  write('endWebhook', 'POST /webhooks/:webhookId/ending', {
    summary: 'End a webhook',
    description: 'Nothing more is sent to it. What was to be sent is dead, and can be looked up for a month.',
    permission: 'webhook:write',
    problems: [409],
    gives: { 200: Webhook },
    run: endWebhook,
  }),
  write('rotateWebhookSecret', 'POST /webhooks/:webhookId/secrets', {
    summary: 'Make a new secret',
    description: `It is in this answer and nowhere else. For ${hoursOfOldSecret} hours everything is signed with the one before as well, also where another is made meanwhile.`,
    permission: 'webhook:write',
    problems: [409],
    gives: { 201: WebhookSecretRotated },
    run: rotateWebhookSecret,
  }),
  write('sendTestEvent', 'POST /webhooks/:webhookId/test-events', {
    summary: 'Send a test event',
    description: 'Its type is `webhook.test`, and it tells of nothing. Whether it arrived is in the deliveries.',
    permission: 'webhook:write',
    problems: [409],
    gives: { 201: WebhookDelivery },
    run: sendTestEvent,
  }),
  list('listWebhookDeliveries', '/webhooks/:webhookId/deliveries', {
    summary: 'List what was sent or is to be sent to a webhook, newest first',
    description: 'What came to its end is kept for a month.',
    permission: 'webhook:read',
    filter: WebhookDeliveryFilter,
    gives: WebhookDeliveryPage,
    of: findWebhook,
    read: listDeliveries,
  }),
  list('listDeadWebhookDeliveries', '/webhooks/:webhookId/dead-deliveries', {
    summary: 'List what could not be delivered to a webhook, newest first',
    permission: 'webhook:read',
    gives: WebhookDeliveryPage,
    of: findWebhook,
    read: (reads, actor, id, page, now) => listDeliveries(reads, actor, id, page, { status: 'dead' }, now),
  }),
  write('replayWebhookDeliveries', 'POST /webhooks/:webhookId/replays', {
    summary: 'Send again what could not be delivered',
    description:
      'Those that are named, or the oldest thousand. They are tried as new ones are; events of their cases that were delivered meanwhile are not sent again.',
    permission: 'webhook:write',
    problems: [409],
    body: WebhookReplay,
    gives: { 200: WebhookReplayed },
    run: replayWebhookDeliveries,
  }),
])
