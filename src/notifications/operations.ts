import { belongingTo } from '../case-access/repository.ts'
import { findPerson } from '../people/repository.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, printable, write } from '../platform/http/operations.ts'
import { getLetterToPost } from './get-letter-to-post.ts'
import { getNotificationPreferences } from './get-notification-preferences.ts'
import { getSafeContact } from './get-safe-contact.ts'
import { findCaseOfOthers, listOfCase, listOwn } from './list-repository.ts'
import { recordLetterDelivery } from './record-letter-delivery.ts'
import {
  LetterDelivery,
  NewLetterDelivery,
  NewSafeContact,
  NotificationPage,
  NotificationPreferences,
  SafeContact,
} from './schemas.ts'
import { setNotificationPreferences } from './set-notification-preferences.ts'
import { setSafeContact } from './set-safe-contact.ts'

export const notificationOperations = operationsOf('Notifications', [
  get('getNotificationPreferences', '/me/notification-preferences', {
    summary: 'Read what you are told of, how, and how often',
    description: 'As long as you said nothing, its version is 0: you are told at once, by email or else by text.',
    permission: 'notification:own',
    gives: NotificationPreferences,
    read: getNotificationPreferences,
    tell: ({ version: _, ...preferences }) => preferences,
    versioned: true,
  }),
  write('setNotificationPreferences', 'POST /me/notification-preferences', {
    summary: 'Say what you want to be told of, how, and how often',
    description:
      'Of your own account, or, where you sign in as the person of a record, of that. Staff are told too of what waits for a role in which they say this, where nobody on the team of the case has it. Messages hold a fixed sentence and where to sign in: no name and nothing of a case. An address is used as you give it, and nobody is asked to confirm it.',
    permission: 'notification:own',
    ifMatch: 'required',
    body: NotificationPreferences,
    gives: { 200: NotificationPreferences },
    run: setNotificationPreferences,
  }),
  list('listNotifications', '/me/notifications', {
    summary: 'List what you were told, or are to be told, newest first',
    description: 'For a year; of letters, as long as the letter is kept.',
    permission: 'notification:own',
    gives: NotificationPage,
    tellsOf: nobody,
    read: listOwn,
  }),
  list('listNotificationsOfCase', '/cases/:caseId/notifications', {
    summary: 'List what the person and their team were told of a case, newest first',
    description: 'Not for who acts or speaks for the person: it can tell of them.',
    permission: 'contact:read',
    gives: NotificationPage,
    of: findCaseOfOthers,
    read: listOfCase,
  }),
  get('getSafeContact', '/people/:personId/safe-contact', {
    summary: 'Read how a person can be reached safely',
    description:
      'Not for who acts or speaks for the person: it can be about them. As long as nobody said anything, its version is 0.',
    permission: 'contact:read',
    gives: SafeContact,
    of: findPerson,
    read: getSafeContact,
    tell: ({ version: _, ...contact }) => contact,
    versioned: true,
  }),
  write('setSafeContact', 'POST /people/:personId/safe-contact', {
    summary: 'Say how a person can be reached safely',
    description:
      'By the person; or by their care coordinator or an officer of the commissioner, who record what the person said. It holds for every message about them, also for what is urgent. Nobody is asked to confirm an address: read it back to the person.',
    permission: 'contact:write',
    ifMatch: 'required',
    problems: [409, 422],
    body: NewSafeContact,
    gives: { 200: SafeContact },
    run: setSafeContact,
  }),
  printable('getLetterToPost', '/decisions/:decisionId/letter/to-post', {
    summary: 'Print a letter for the post',
    description:
      'For the care coordinator or an officer of the commissioner: the letter about a decision with who sends it, and the person’s name and address at the place of the window of an envelope (24.6 mm from the left edge of an A4 page, 39.5 mm from the top, 95.4 by 26.8 mm), and the reference of the case below it. In the language of the person as far as somebody qualified translated it, and then also in English, as it was written. It is refused where the person said that post is not safe, while contact with them is paused, once they died, and where they gave no address for the post: then it is handed over. Record that you posted it with `recordLetterDelivery`.',
    permission: 'contact:read',
    problems: [403, 409],
    gives: 'The letter, as it goes into an envelope.',
    of: belongingTo('decision'),
    read: getLetterToPost,
  }),
  write('recordLetterDelivery', 'POST /decisions/:decisionId/letter/delivery', {
    summary: 'Record that a letter was posted or handed over',
    description:
      'By the care coordinator or an officer of the commissioner, where the person was not told of the letter by a message, or as well. `getLetterToPost` prints it for an envelope. It is refused by post where the person said that post is not safe.',
    permission: 'contact:write',
    problems: [409],
    body: NewLetterDelivery,
    gives: { 201: LetterDelivery },
    run: recordLetterDelivery,
  }),
])
