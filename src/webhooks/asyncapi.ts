import { eventCatalogue } from '../event-catalogue/catalogue.ts'
import { nameOf } from '../event-catalogue/facts-of.ts'
import { contractVersion } from '../platform/http/contract-version.ts'
import { secondsToVerify } from './schemas.ts'

const description = `What systems of organisations are told by webhooks. Each message is sent with POST to the address that was registered
(\`registerWebhook\` of the OpenAPI document), signed by the convention of Standard Webhooks, and says which event it is and of which case. The event itself,
with its facts, is read from \`GET /v1/events\`.`

const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more })
const id = (description: string) => text(description, { format: 'uuid' })

const headers = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': id('The delivery. What is sent again has the same: take it once.'),
    'webhook-timestamp': text(
      `When it was sent, in seconds since 1970. Refuse what is more than ${secondsToVerify} seconds away from your clock.`,
      { pattern: '^[0-9]+$' },
    ),
    'webhook-signature': text(
      'One or more signatures, with a space between them: `v1,` and the HMAC-SHA256 of the identifier, the time and the body with full stops between them, in base64. One that fits is enough.',
    ),
  },
}

const payloadOf = (type: string, ofCase: boolean) => ({
  type: 'object',
  required: ['id', 'type', 'sequence', 'caseId', 'happenedAt'],
  properties: {
    id: id(ofCase ? 'The event.' : 'The delivery.'),
    type: { const: type, description: 'The type of the event.' },
    sequence: ofCase
      ? { type: 'integer', minimum: 1, description: 'The place of the event in the order.' }
      : { type: 'null', description: 'It has no place in the order.' },
    caseId: ofCase ? id('The case.') : { type: 'null', description: 'It is of no case.' },
    happenedAt: text('When it happened.', { format: 'date-time' }),
  },
})

interface Told {
  readonly type: string
  readonly title: string
  readonly description: string
  readonly ofCase: boolean
}

/** The AsyncAPI document (3.0) of what webhooks are sent, from the catalogue of events. */
export function asyncApiDocument() {
  const told: readonly Told[] = [
    ...Object.entries(eventCatalogue.ofCase).map(([type, entry]) => ({
      type,
      title: entry.description,
      description: `${entry.description} In the feed it is \`${nameOf(type)}Event\`.`,
      ofCase: true,
    })),
    {
      type: 'webhook.test',
      title: 'Somebody tries the way.',
      description: 'Somebody tries the way (`sendTestEvent`). It tells of nothing.',
      ofCase: false,
    },
  ]
  const sorted = told.toSorted((one, other) => (one.type < other.type ? -1 : 1))
  const by = <T>(give: (one: Told) => T) => Object.fromEntries(sorted.map((one) => [nameOf(one.type), give(one)]))
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Recovery Budgets: webhooks',
      version: contractVersion,
      description,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      webhook: {
        address: null,
        title: 'A webhook',
        description:
          'The address that an organisation registered. Events of one case come in their order: a later one is sent once the one before was taken, or was given up.',
        messages: by(({ type }) => ({ $ref: `#/components/messages/${nameOf(type)}` })),
      },
    },
    operations: {
      tellWhatHappened: {
        action: 'send',
        channel: { $ref: '#/channels/webhook' },
        summary: 'Tell a system that something happened on a case that its organisation may see',
        description:
          'Answer with a status from 200 to 299 within ten seconds. Anything else is tried again for three days. With 429 or 503 and `Retry-After` the receiver is sent nothing of the webhook until then; 410 ends it.',
      },
    },
    components: {
      messages: by(({ type, title, description }) => ({
        name: type,
        title,
        description,
        headers: { $ref: '#/components/schemas/WebhookHeaders' },
        payload: { $ref: `#/components/schemas/${nameOf(type)}` },
      })),
      schemas: { ...by(({ type, ofCase }) => payloadOf(type, ofCase)), WebhookHeaders: headers },
    },
  }
}
