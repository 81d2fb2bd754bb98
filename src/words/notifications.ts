import type { NotificationKind } from '../rules/notifications/kinds.ts'

/**
 * The fixed sentences of messages. Somebody else may read them: they name nobody, no organisation and no kind of support, and are the same for
 * everybody.
 */
const sentences: Readonly<Record<NotificationKind, string>> = {
  'letter-ready': 'There is a letter for you to read.',
  'your-turn': 'Something is waiting for you.',
  late: 'Something is late. You can see what it is.',
  'crisis-activated': 'Something changed. Please look at it soon.',
  'review-due': 'A date that concerns you is coming up.',
  'said-for': 'Somebody recorded something for you. Please check that it is right.',
  'concern-waiting': 'Something is waiting for you.',
  'receipt-missing': 'Something that we asked you for is still missing.',
  'file-not-usable': 'A file that was sent to us cannot be used. Please look at it.',
}

export const messageSubject = 'You have a message'

/** What a message says: one sentence, or, of several things at once, how many. */
export const messageSentence = (kinds: readonly NotificationKind[]): string => {
  const [first] = kinds
  if (first === undefined || kinds.length > 1) return `There are ${kinds.length} things for you to see.`
  return sentences[first]
}

/** The text of an email. */
export const messageText = (sentence: string, link: string): string =>
  `${sentence}\n\nSign in to see more: ${link}\n\nFor your privacy this message says no more than this.\nNobody reads replies to it.\n`
