import { eventCatalogue } from '../event-catalogue/catalogue.ts'
import { nameOf } from '../event-catalogue/facts-of.ts'
import { isProvided, providedOf } from '../event-catalogue/provided.ts'
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

const payloadOf = ({ type, ofCase, providers = false, isTest = false }: Told) => ({
  type: 'object',
  required: ['id', 'type', 'sequence', 'caseId', 'happenedAt'],
  properties: {
    id: id(isTest ? 'The delivery.' : 'The event.'),
    type: { const: type, description: 'The type of the event.' },
    sequence: isTest
      ? { type: 'null', description: 'It has no place in the order.' }
      : { type: 'integer', minimum: 1, description: 'The place of the event in the order.' },
    caseId: caseIdOf(ofCase, providers),
    happenedAt: text('When it happened.', { format: 'date-time' }),
  },
})

const caseIdOf = (ofCase: boolean, providers: boolean) => {
  if (!ofCase) return { type: 'null', description: 'It is of no case.' }
  if (!providers) return id('The case.')
  return {
    type: ['string', 'null'],
    format: 'uuid',
    description: 'The case; null where a provider is told, which is told of none.',
  }
}

interface Told {
  readonly type: string
  readonly title: string
  readonly description: string
  readonly ofCase: boolean
  /** Whether providers are told as well. */
  readonly providers?: boolean
  readonly isTest?: boolean
}

/** The AsyncAPI document (3.0) of what webhooks are sent, from the catalogue of events. */
export function asyncApiDocument() {
  const told: readonly Told[] = [
    ...Object.entries(eventCatalogue.ofCase).map(([type, entry]) => ({
      type,
      title: entry.description,
      description: `${entry.description} In the feed it is \`${nameOf(type)}Event\`.`,
      ofCase: true,
      providers: isProvided(type),
    })),
    ...providedOf('service-agreement').map((type) => {
      const { description } = eventCatalogue.ofNeither[type]
      return { type, title: description, description: `${description} A provider alone is told.`, ofCase: false }
    }),
    {
      type: 'webhook.test',
      title: 'Somebody tries the way.',
      description: 'Somebody tries the way (`sendTestEvent`). It tells of nothing.',
      ofCase: false,
      isTest: true,
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
      schemas: { ...by((one) => payloadOf(one)), WebhookHeaders: headers },
    },
  }
}
