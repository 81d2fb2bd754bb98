import { type Static, type TProperties, Type } from '@sinclair/typebox'
import { CaseStep } from '../cases/schemas.ts'
import { type Entry, eventCatalogue, eventTypes } from '../event-catalogue/catalogue.ts'
import { nameOf, typeAndFacts } from '../event-catalogue/facts-of.ts'
import { providedKinds, providedTypes } from '../event-catalogue/provided.ts'
import { PageQuery } from '../platform/http/pages.ts'
import { Id, id, instant, nullable, oneOf, oneOfThings, ref, sha256, thing } from '../shared/schema.ts'
import { beginning, cursorOf } from './cursor.ts'

/** The longest that an answer waits for an event. */
export const mostSecondsToWait = 30

// Written out, since a reference in a query is not followed.
const { $id: _, ...inlineId } = Id

const EventSequence = Type.Integer({
  $id: 'EventSequence',
  format: 'int64',
  minimum: 1,
  description:
    'The place in the order. It grows from event to event, with gaps: what is kept for the audit alone has places too.',
  examples: [1],
})
const ActorId = Type.String({
  $id: 'ActorId',
  description: 'Who did it: the `sub` of their token.',
  examples: ['sandbox-person'],
})
const ChainHash = Type.String({
  $id: 'ChainHash',
  pattern: '^[0-9a-f]{64}$',
  description:
    'SHA-256 over the hash of the audit entry before and this one: the chain shows that nothing was changed.',
  examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
})

/** The schemas of the events of one kind, each with its type, its own facts, and whose it is. */
function eventsOf<Whose extends TProperties>(group: Readonly<Record<string, Entry>>, whose: Whose) {
  return Object.entries(group).map(([type, entry]) => {
    const { facts, ...itsType } = typeAndFacts(type, entry)
    return thing(`${nameOf(type)}Event`, entry.description, {
      sequence: ref(EventSequence),
      id: id(),
      ...itsType,
      subjectId: id(),
      ...whose,
      actorId: ref(ActorId),
      organisationId: nullable(id(), {
        description: 'The organisation that they came from; null where they came from none.',
        examples: [null],
      }),
      facts,
      happenedAt: instant(),
      schemeVersion: nullable(Type.Integer({ minimum: 1 }), {
        description: "The version of the scheme's rules, where a rule decided.",
        examples: [1],
      }),
      previousHash: sha256('The hash of the entry before, of whatever kind; zeros for the first.'),
      hash: ref(ChainHash),
    })
  })
}

/** What stands in the feed for what the reader may not read. */
export const withheld = 'event.withheld'
const WithheldEvent = thing('EventWithheldEvent', 'Something happened that you may not read: it has its place alone.', {
  sequence: ref(EventSequence),
  type: oneOf([withheld], { description: 'That it is withheld.' }),
  hash: ref(ChainHash),
})

/** What stands in the feed of a provider for what it gives or is paid. */
export const provided = 'event.provided'
const ProvidedEvent = thing(
  'EventProvidedEvent',
  'Something happened with what your organisation gives or is paid. It says neither whose it is nor on which case.',
  {
    sequence: ref(EventSequence),
    id: id(),
    type: oneOf([provided], { description: 'That it is about something of your organisation’s own.' }),
    happened: ref(
      oneOf(providedTypes, { $id: 'ProvidedEventType', description: 'What happened. Values may be added.' }),
    ),
    about: ref(
      oneOf(providedKinds, {
        $id: 'ProvidedKind',
        description:
          'What of yours it is about, and so where it is read: `listOwnLines`, `listOwnInvoices`, `listOwnPayments` or `listOwnServiceAgreements`.',
      }),
    ),
    subjectId: id(),
    happenedAt: instant(),
    hash: ref(ChainHash),
  },
)

export const Event = oneOfThings(
  'Event',
  'type',
  [
    ...eventsOf(eventCatalogue.ofCase, { caseId: id(), personId: id() }),
    ...eventsOf(eventCatalogue.ofPerson, { personId: id() }),
    ...eventsOf(eventCatalogue.ofNeither, {}),
    WithheldEvent,
    ProvidedEvent,
  ],
  'Something that happened, at its place in the order of everything that happened. Its facts are codes, identifiers, amounts and dates; never a name or what somebody wrote. New types may come; skip those you do not know. An event stays as it was recorded, with the type and the facts that there were at that time.',
)

export const EventPage = thing('EventPage', 'Events in their order, oldest first.', {
  items: Type.Array(ref(Event), {
    description: 'At most `limit` events; empty where nothing more has happened yet.',
    maxItems: 100,
  }),
  nextCursor: Type.String({
    description: 'Always given: ask with it again, now for the next page, or later for what has happened since.',
    examples: [cursorOf(beginning)],
  }),
  more: Type.Boolean({
    description:
      'Whether to ask again at once: there is more to look at. A page can be empty all the same, where nothing of it was for you.',
    examples: [false],
  }),
})

/** What a follower needs of a case to know whether it has it, and at which version. */
const FollowedCase = thing('FollowedCase', 'A case that is there when a system begins to follow.', {
  caseId: id(),
  schemeId: id(),
  step: ref(CaseStep, { description: 'Where it is.' }),
  version: Type.Integer({ minimum: 1, description: 'As in its `ETag`.', examples: [3] }),
  ended: Type.Boolean({ description: 'Whether it has ended.', examples: [false] }),
})
export const EventStart = thing('EventStart', 'Where to begin to follow, and the cases there are.', {
  startCursor: Type.String({
    description: 'The `cursor` to follow from: the one of the first page that was read.',
    examples: [cursorOf(beginning)],
  }),
  items: Type.Array(ref(FollowedCase), { description: 'The newest first, at most `limit`.', maxItems: 100 }),
  nextCursor: nullable(Type.String(), {
    description: 'Give this as `cursor` for the next page of cases; null on the last page.',
    examples: [null],
  }),
})
export const EventStartQuery = PageQuery

export const AuditHead = thing('AuditHead', 'The end of the chain of everything that happened, as it is now.', {
  sequence: Type.Integer({
    format: 'int64',
    minimum: 0,
    description: 'How many events are in the chain.',
    examples: [4711],
  }),
  hash: sha256('The hash of the last event; zeros where there is none.'),
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
        description: 'The `nextCursor` of the page before. Left out: from the first event, or as `from` says.',
        examples: [cursorOf(beginning)],
      }),
    ),
    from: Type.Optional(
      oneOf(['start', 'now'], {
        description:
          'Where to begin without a `cursor`: at the first event, or with what happens from now on. Beside a `cursor` it says nothing.',
        examples: ['start'],
      }),
    ),
    type: Type.Optional(
      Type.Array(oneOf(eventTypes, { description: 'A type of event.' }), {
        minItems: 1,
        maxItems: 50,
        description:
          'Only events of this type; give it several times for several. Nothing is told of what is withheld.',
        examples: [['case.opened']],
      }),
    ),
    caseId: Type.Optional(Type.String({ ...inlineId, description: 'Only events of this case.' })),
    wait: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: mostSecondsToWait,
        default: 0,
        description: 'For how many seconds an answer without events may be held back, until there is one.',
        examples: [0],
      }),
    ),
  },
  { additionalProperties: false },
)

export type Event = Static<typeof Event>
export const eventSchemas = [Event, EventPage, EventStart, AuditHead]
