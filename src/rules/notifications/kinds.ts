import { oneOf } from '../../shared/schema.ts'
import type { View } from '../access/views.ts'

/** What somebody can be told of. */
export const notificationKinds = [
  'letter-ready',
  'your-turn',
  'late',
  'crisis-activated',
  'review-due',
  'said-for',
  'file-not-usable',
  'receipt-missing',
  'concern-waiting',
  'training-lapsing',
] as const
export type NotificationKind = (typeof notificationKinds)[number]
export const NotificationKind = oneOf(notificationKinds, {
  $id: 'NotificationKind',
  description:
    'letter-ready: a letter about a decision was written; your-turn: a step waits for them; late: a step is late; crisis-activated: extra support for a crisis began; review-due: a review is to be held in the next 14 days; said-for: somebody recorded something in the name of the person; file-not-usable: nobody can open a file, since it was harmful or could not be checked (to who sent it, and to the care coordinator once it is tried no more); receipt-missing: a receipt is asked for, or asked for again, or nothing more can be bought until it is there (to who bought, and who acts for the person where they did); concern-waiting: something waits for those who handle concerns (to them alone); training-lapsing: training or accreditation of a broker lapses within 60 days, and nothing newer stands for it (to the broker, and to who coordinates brokers where they work). Values may be added.',
})

/** What of a record somebody has to see to be told: a member of a team is told of nothing that they could not read. */
export const viewOfKind: Readonly<Record<NotificationKind, View>> = {
  'letter-ready': 'letters',
  'your-turn': 'summary',
  late: 'summary',
  'crisis-activated': 'crisis',
  'review-due': 'reviews',
  'said-for': 'own-words',
  // Who sent it knows of it, and the care coordinator sees all that hangs on a case.
  'file-not-usable': 'summary',
  'receipt-missing': 'money',
  // It is of no record: who may handle the concern is told, and nobody else.
  'concern-waiting': 'summary',
  // It is of no record either.
  'training-lapsing': 'summary',
}

/** How soon something is told where there is much to tell: a crisis before all else. */
export const urgencies = [2, 1, 0] as const
export type Urgency = (typeof urgencies)[number]

/** What does not wait for the hour of a digest: whoever hears of it a week later can do nothing about it any more. */
const urgent: Readonly<Partial<Record<NotificationKind, Urgency>>> = { 'crisis-activated': 2, 'said-for': 1 }
export const urgencyOf = (kind: NotificationKind): Urgency => urgent[kind] ?? 0
export const isUrgent = (kind: NotificationKind): boolean => urgencyOf(kind) > 0

/** So much of one kind somebody is told one by one; more that is due at the same time is one message, and what is urgent never is. */
export const fewAtOnce = 3

export const notificationChannels = ['email', 'text'] as const
export type NotificationChannel = (typeof notificationChannels)[number]
export const NotificationChannel = oneOf(notificationChannels, {
  $id: 'NotificationChannel',
  description: 'By which way somebody is told.',
})

/** What somebody can say of a kind: one way, whichever there is, or none. */
export const channelChoices = ['any', ...notificationChannels, 'none'] as const
export type ChannelChoice = (typeof channelChoices)[number]

export const digests = ['at-once', 'daily', 'weekly'] as const
export type Digest = (typeof digests)[number]

/** For so long what failed is tried again. */
export const daysTried = 2

/** Why nothing was sent. */
export const notificationFaults = [
  'nothing-sends',
  'no-address',
  'not-wanted',
  'not-safe',
  'paused',
  'over',
  'refused',
  'gave-up',
] as const
export type NotificationFault = (typeof notificationFaults)[number]
export const NotificationFault = oneOf(notificationFaults, {
  $id: 'NotificationFault',
  description: `Why it was not sent. nothing-sends: no server for that way is set up here; no-address: none is known; not-wanted: they do not want to be told of this; not-safe: the person said that the way is not safe; paused: contact with the person is paused; over: when it was to be sent there was nothing to tell any more, or they could not see it any more; refused: the server refused the address or the message for good; gave-up: no server took it in ${daysTried} days, or one took it and could not deliver it in the days that it tries.`,
})

export const notificationStates = ['waiting', 'sent', 'not-sent'] as const
export type NotificationState = (typeof notificationStates)[number]
export const NotificationState = oneOf(notificationStates, {
  $id: 'NotificationState',
  description:
    'waiting: to be sent, now, again, in the hours of safe contact or with a digest; sent: a server took it; not-sent: it is not sent any more.',
})

/** A review is told of so many days before its day. */
export const daysBeforeReview = 14
