import { type Static, Type } from '@sinclair/typebox'
import { PageQuery } from '../platform/http/pages.ts'
import { id, instant, nullable, ref, thing } from '../shared/schema.ts'

export const Event = thing('Event', 'Something that happened, at its place in the order of everything that happened.', {
  sequence: Type.Integer({
    format: 'int64',
    minimum: 1,
    description: 'The place in the order. It grows by 1 from event to event, without a gap.',
    examples: [1],
  }),
  id: id(),
  type: Type.String({
    description: 'A noun and a past participle. New types may come; skip those you do not know.',
    examples: ['support-plan.signed'],
  }),
  subjectId: id(),
  caseId: nullable(id(), { description: 'The case it belongs to; null where it belongs to none.', examples: [null] }),
  actorId: Type.String({ description: 'Who did it: the `sub` of their token.', examples: ['sandbox-person'] }),
  facts: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Codes, identifiers, amounts and dates; never a name or what somebody wrote.',
    examples: [{ caseRole: 'person' }],
  }),
  happenedAt: instant(),
  schemeVersion: nullable(Type.Integer({ minimum: 1 }), {
    description: "The version of the scheme's rules, where a rule decided.",
    examples: [1],
  }),
  hash: Type.String({
    pattern: '^[0-9a-f]{64}$',
    description: 'SHA-256 over the hash of the event before and this event: the chain shows that nothing was changed.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
})

export const EventPage = thing('EventPage', 'Events in their order, oldest first.', {
  items: Type.Array(ref(Event), {
    description: 'At most `limit` events; empty where nothing more has happened yet.',
    maxItems: 100,
  }),
  nextCursor: Type.String({
    description: 'Always given: ask with it again, now for the next page, or later for what has happened since.',
    examples: ['MQ'],
  }),
})

export const AuditHead = thing('AuditHead', 'The end of the chain of everything that happened, as it is now.', {
  sequence: Type.Integer({
    format: 'int64',
    minimum: 0,
    description: 'How many events are in the chain.',
    examples: [4711],
  }),
  hash: Type.String({
    pattern: '^[0-9a-f]{64}$',
    description: 'The hash of the last event; zeros where there is none.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
  sealedAt: nullable(instant(), { description: 'When the last event got its place; null where there is none.' }),
  jws: nullable(
    Type.String({
      maxLength: 2000,
      description: 'A compact JSON Web Signature.',
    }),
    {
      description:
        'All of this, and the identifier of the commissioner, as a compact JSON Web Signature (RFC 7515, EdDSA). Its key is at `/.well-known/audit-keys.json`. Null where nothing signed is there yet.',
      examples: ['eyJhbGciOiJFZERTQSJ9.eyJzZXF1ZW5jZSI6NDcxMX0.c2lnbmF0dXJl'],
    },
  ),
})

export const EventQuery = Type.Object(
  {
    ...PageQuery.properties,
    cursor: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'The `nextCursor` of the page before. Left out: from the first event.',
        examples: ['MQ'],
      }),
    ),
  },
  { additionalProperties: false },
)

export type Event = Static<typeof Event>
export const eventSchemas = [Event, EventPage, AuditHead]
