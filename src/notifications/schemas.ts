import { type Static, Type } from '@sinclair/typebox'
import {
  channelChoices,
  digests,
  NotificationChannel,
  NotificationFault,
  NotificationKind,
  NotificationState,
  notificationKinds,
} from '../rules/notifications/kinds.ts'
import { LetterDeliveryWay } from '../rules/notifications/letters.ts'
import { SaidFor, saidForField } from '../rules/people/recording.ts'
import { postalAddress } from '../shared/postal-address.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const email = nullable(
  Type.String({
    maxLength: 254,
    pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+$",
    description: 'An address of email.',
    examples: ['amina@example.org'],
  }),
  { description: 'An address of email; null where there is none.', examples: ['amina@example.org'] },
)
const phone = nullable(
  Type.String({
    maxLength: 20,
    pattern: '^(\\+[1-9]|07)[0-9 ]{8,17}$',
    description: 'A mobile number, of the United Kingdom or with the code of its country.',
    examples: ['07700 900123'],
  }),
  { description: 'A mobile number for texts; null where there is none.', examples: ['07700 900123'] },
)

const choice = ref(
  oneOf(channelChoices, {
    $id: 'NotificationChoice',
    description: 'any: by email, or else by text; none: not at all.',
    examples: ['any'],
  }),
)
/** A kind that came later can be left out: it is told by any way. */
const choices = {
  ...(Object.fromEntries(notificationKinds.map((kind) => [kind, choice])) as Record<NotificationKind, typeof choice>),
  'file-not-usable': Type.Optional(choice),
  'receipt-missing': Type.Optional(choice),
  'concern-waiting': Type.Optional(choice),
  'training-lapsing': Type.Optional(choice),
}
const NotificationChoices = thing('NotificationChoices', 'By which way of each kind.', choices)

const wanted = {
  channels: ref(NotificationChoices),
  digest: ref(
    oneOf(digests, {
      $id: 'NotificationDigest',
      description:
        'Whether you are told at once, or of all there is together once a day or once a week. Extra support for a crisis, and what was recorded in the name of the person, is told at once all the same.',
    }),
  ),
  digestHour: Type.Integer({
    minimum: 0,
    maximum: 23,
    description: 'The hour of the digest, by the clock in London.',
    examples: [9],
  }),
  digestDay: Type.Integer({
    minimum: 1,
    maximum: 7,
    description: 'The day of a weekly digest; Monday is 1.',
    examples: [1],
  }),
  email,
  phone,
}
export const NotificationPreferences = thing(
  'NotificationPreferences',
  'What you want to be told of, how, and how often. Where the person of a record is reached is in their safe contact: here both addresses are null for them.',
  wanted,
)
export type NotificationPreferences = Static<typeof NotificationPreferences>

const time = (description: string, example: string) =>
  Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description, examples: [example] })
const safe = {
  email,
  phone,
  mayEmail: Type.Boolean({ description: 'Whether an email is safe.', examples: [true] }),
  mayText: Type.Boolean({ description: 'Whether a text is safe.', examples: [false] }),
  mayPost: Type.Boolean({ description: 'Whether a letter in the post is safe.', examples: [true] }),
  hours: nullable(
    ref(
      thing('SafeHours', 'When it is safe, by the clock in London; over midnight where it ends before it begins.', {
        from: time('The first minute.', '09:00'),
        to: time('When it is over.', '15:30'),
      }),
    ),
    { description: 'Null: at any time.', examples: [null] },
  ),
  pause: nullable(
    ref(
      thing('ContactPause', 'Nothing is sent for now, and nothing is sent later in its place.', {
        until: nullable(date(), {
          description: 'The last day; null: until somebody says otherwise.',
          examples: [null],
        }),
      }),
    ),
    { description: 'Null: contact is not paused.', examples: [null] },
  ),
  notTo: Type.Array(id(), {
    maxItems: 20,
    uniqueItems: true,
    description:
      'Members of the teams of the person’s cases who are told nothing about them by messages, whichever place or account they have. They are not told of this. Not a care coordinator, who has to hear of a crisis.',
    examples: [[]],
  }),
}
export const NewSafeContact = thing(
  'NewSafeContact',
  'How the person can be reached safely: all of it, as it is now.',
  {
    ...safe,
    postalAddress: Type.Optional(
      postalAddress('Where a letter in the post goes; null: nowhere that is known. Left out: as it was.'),
    ),
    saidFor: saidForField,
  },
)
export const SafeContact = thing(
  'SafeContact',
  'How the person can be reached safely. As long as nobody said anything, no address is known and every way is open.',
  {
    personId: id(),
    ...safe,
    mayPostNow: Type.Boolean({
      description: 'Whether a letter may go in the post today: the person lets it, and contact is not paused.',
      examples: [true],
    }),
    postalAddress: postalAddress('Where a letter in the post goes; null where it is not known.'),
    setAt: nullable(instant(), { description: 'Null: nobody said anything yet.' }),
    saidFor: nullable(ref(SaidFor), {
      description: 'How it is known what the person said; null where they set it themselves.',
      examples: [null],
    }),
  },
)
export type NewSafeContact = Static<typeof NewSafeContact>
export type SafeContact = Static<typeof SafeContact>
/** What of it is kept; what follows from it changes with the day. */
export type KeptContact = Omit<SafeContact, 'mayPostNow'> & { readonly version: number }

const fault = nullable(ref(NotificationFault), { description: 'Null where it was sent, or waits.', examples: [null] })
export const Notification = thing(
  'Notification',
  'That somebody was told, or was to be, that there is something for them. The message itself holds a fixed sentence and where to sign in.',
  {
    id: id(),
    kind: ref(NotificationKind),
    caseId: nullable(id(), {
      description: 'Null where it is about the person and none of their cases, or about no record.',
    }),
    to: Type.Union([Type.Literal('person'), Type.Literal('member')], {
      description: 'Whom it is to: the person, or a member of the team.',
      examples: ['person'],
    }),
    state: ref(NotificationState),
    fault,
    channel: nullable(ref(NotificationChannel), { description: 'Null where it was not sent.' }),
    messageId: nullable(Type.String(), {
      description:
        'What the message is known by to the server that took it. Of things that were told together it is the same.',
      examples: ['<019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a@example.nhs.uk>'],
    }),
    madeAt: instant(),
    dueAt: nullable(instant(), { description: 'When it is tried next; null where it is not.', examples: [null] }),
    settledAt: nullable(instant(), {
      description: 'When a server took it, or it came to its end; null while it waits.',
    }),
  },
)
export const NotificationPage = pageOf(Notification)
export type Notification = Static<typeof Notification>

export const NewLetterDelivery = thing(
  'NewLetterDelivery',
  'That a letter was given to the person another way than by a message.',
  { how: ref(LetterDeliveryWay), on: date() },
)
export const LetterDelivery = thing('LetterDelivery', 'That a letter was given to the person.', {
  decisionId: id(),
  how: ref(LetterDeliveryWay),
  on: date(),
  recordedAt: instant(),
})
export type NewLetterDelivery = Static<typeof NewLetterDelivery>
export type LetterDelivery = Static<typeof LetterDelivery>

export const notificationSchemas = [
  NotificationChoices,
  NotificationPreferences,
  NewSafeContact,
  SafeContact,
  Notification,
  NotificationPage,
  NewLetterDelivery,
  LetterDelivery,
]
