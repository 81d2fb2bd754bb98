import { type Static, Type } from '@sinclair/typebox'
import { caseEventTypes } from '../event-catalogue/catalogue.ts'
import { providedOf } from '../event-catalogue/provided.ts'
import { byInstant, filterOf, yesOrNo } from '../platform/http/list-grammar.ts'
import { InstantSchema, id, instant, nullable, oneOf, pageOf, patchOf, ref, thing } from '../shared/schema.ts'

/** For so long a delivery is tried, and for so long one after the other may fail before a webhook is switched off. */
export const daysTried = 3
/** So far off the time of a delivery may be from the clock of whoever verifies it, by the convention. */
export const secondsToVerify = 300
/** For so long the secret before signs beside a new one. */
export const hoursOfOldSecret = 24

/** As long as an address can be. */
export const mostLetters = 500

const url = Type.String({
  minLength: 8,
  maxLength: mostLetters,
  description:
    'Where events are sent to with POST. It begins with `https://` and leads to an address of the public Internet; in the sandbox it can be any. No redirect is followed.',
  examples: ['https://records.mersey.example/recovery-budgets'],
})
/** What a webhook can be told of: what happens on cases, and with agreements of the provider whose it is. */
const webhookTypes = [...caseEventTypes, ...providedOf('service-agreement')] as const
const CaseEventType = oneOf(webhookTypes, {
  $id: 'CaseEventType',
  description: 'A type of event that a webhook can be told of. Values may be added.',
})
const types = nullable(
  Type.Array(ref(CaseEventType), {
    minItems: 1,
    maxItems: webhookTypes.length,
    uniqueItems: true,
    description: 'The types that are sent.',
  }),
  { description: 'Only events of these types; null: of every type.', examples: [['case.opened']] },
)

export const NewWebhook = thing('NewWebhook', 'A webhook to register.', { url, types })
export const WebhookChange = patchOf('WebhookChange', 'What of a webhook is to be otherwise.', {
  url,
  types,
  status: oneOf(['on', 'paused'], {
    description:
      'paused: nothing is sent for now; on: it is sent again, with what happened in the meantime, also where it was switched off.',
    examples: ['on'],
  }),
})
export const webhookStatuses = ['on', 'paused', 'only-failed', 'gone', 'ended'] as const
const fields = {
  id: id(),
  organisationId: nullable(id(), {
    description: 'Whose it is; null for the commissioner’s own.',
    examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
  }),
  url,
  types,
  status: ref(
    oneOf(webhookStatuses, {
      $id: 'WebhookStatus',
      description: `on: events are sent; paused: somebody said to wait; only-failed: every try failed for ${daysTried} days, and it was switched off; gone: the receiver answered 410, which ended it; ended: somebody ended it.`,
    }),
  ),
  failingSince: nullable(instant(), {
    description: 'Since when every try failed; null where the last one did not, or nothing waits any more.',
    examples: [null],
  }),
  registeredAt: instant(),
  endedAt: nullable(instant(), { description: 'When it was ended; null while it is not.', examples: [null] }),
  version: Type.Integer({ minimum: 1, description: 'As in its `ETag`.', examples: [1] }),
}
const secret = Type.String({
  description: 'What signatures are verified with, by any library for Standard Webhooks. It is told this once.',
  examples: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'],
})
export const Webhook = thing('Webhook', 'Where a system of an organisation is told of events.', fields)
export const WebhookRegistered = thing('WebhookRegistered', 'A webhook that is new, with its secret.', {
  ...fields,
  secret,
})
export const WebhookSecretRotated = thing('WebhookSecretRotated', 'A new secret of a webhook.', {
  webhookId: id(),
  secret,
  oldUntil: ref(InstantSchema, {
    description: 'Until then everything is signed twice: with the new secret, and with the one before.',
  }),
})
export const WebhookPage = pageOf(Webhook)

export const deliveryStatuses = ['waiting', 'delivered', 'dead', 'unseen'] as const
export const WebhookDelivery = thing('WebhookDelivery', 'One event that is sent to one webhook.', {
  id: id(),
  eventId: nullable(id(), { description: 'The event; null for one that only tries the way.' }),
  sequence: nullable(Type.Integer({ format: 'int64', minimum: 1, description: 'Its place in the order.' }), {
    description: 'The place of the event in the order; null for one that only tries the way.',
    examples: [4711],
  }),
  status: ref(
    oneOf(deliveryStatuses, {
      $id: 'WebhookDeliveryStatus',
      description: `waiting: to be tried, now or again; delivered: answered with a status from 200 to 299; dead: not delivered in ${daysTried} days, or the webhook ended; unseen: when it was to be sent, the organisation could not see the case any more, and nothing was sent.`,
    }),
  ),
  attempts: Type.Integer({ minimum: 0, description: 'How often it was tried.', examples: [1] }),
  dueAt: nullable(instant(), { description: 'When it is tried next; null where it is not.', examples: [null] }),
  triedAt: nullable(instant(), { description: 'When it was last tried; null: not yet.' }),
  lastStatus: nullable(Type.Integer({ minimum: 0, maximum: 999, description: 'The status of the last answer.' }), {
    description: 'The status of the last answer; 0 where there was none; null: not tried yet.',
    examples: [200],
  }),
  settledAt: nullable(instant(), { description: 'When it came to its end; null while it waits.' }),
})
export const WebhookDeliveryPage = pageOf(WebhookDelivery)
export const WebhookDeliveryFilter = filterOf({
  status: oneOf(deliveryStatuses, { description: 'With this status.', examples: ['waiting'] }),
  late: yesOrNo('True: it waits, and the time at which it was to be tried is past. False: it does not, or is not.'),
  dueBy: byInstant('Which waits, and is to be tried at this instant or before.'),
  settledSince: byInstant('Which came to its end at this instant or after.'),
})
export type WebhookDeliveryFilter = Static<typeof WebhookDeliveryFilter>
export const WebhookReplay = thing('WebhookReplay', 'Which dead deliveries are to be tried again.', {
  deliveryIds: nullable(Type.Array(id(), { minItems: 1, maxItems: 100, uniqueItems: true, description: 'These.' }), {
    description: 'These alone; null: the oldest thousand that are dead.',
    examples: [null],
  }),
})
export const WebhookReplayed = thing('WebhookReplayed', 'What is tried again.', {
  replayed: Type.Integer({ minimum: 0, description: 'How many deliveries are tried again.', examples: [3] }),
})

export type Webhook = Static<typeof Webhook>
export type WebhookDelivery = Static<typeof WebhookDelivery>
export const webhookSchemas = [
  NewWebhook,
  WebhookChange,
  Webhook,
  WebhookRegistered,
  WebhookSecretRotated,
  WebhookPage,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookReplay,
  WebhookReplayed,
]
