import type { NotificationKind } from '../rules/notifications/kinds.ts'
import { type PageWords, sentenceIn } from './pages/page-words.ts'
import { recognised } from './pages/sentences.ts'

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
  'training-lapsing': 'A date that concerns you is coming up.',
  'receipt-missing': 'Something that we asked you for is still missing.',
  'file-not-usable': 'A file that was sent to us cannot be used. Please look at it.',
}

const subject = 'You have a message'
const several = (count: number) => `There are ${count} things for you to see.`
const signIn = (link: string) => `Sign in to see more: ${link}`
const privacy = 'For your privacy this message says no more than this.'
const noReplies = 'Nobody reads replies to it.'

/** What a message says, and in which language. */
export interface MessageWords {
  readonly language: string
  readonly subject: string
  /** One sentence, or, of several things at once, how many there are. */
  readonly sentence: string
  /** The whole text of an email. */
  readonly text: string
}

/** A message in a language, where all that it says is translated; else in English: a message is in one language, and says which. */
export function messageWords(kinds: readonly NotificationKind[], link: string, words: PageWords): MessageWords {
  const [first] = kinds
  const sentence = first === undefined || kinds.length > 1 ? several(kinds.length) : sentences[first]
  const said = [subject, sentence, signIn(link), privacy, noReplies]
  const own = said.flatMap((one) => translated(words, one) ?? [])
  return own.length === said.length ? message(words.language, own) : message('en-GB', said)
}

function message(language: string, said: readonly string[]): MessageWords {
  const [subject = '', sentence = '', signIn = '', ...more] = said
  return { language, subject, sentence, text: `${sentence}\n\n${signIn}\n\n${more.join('\n')}\n` }
}

function translated(words: PageWords, sentence: string): string | undefined {
  const found = recognised(sentence)
  const own = found && sentenceIn(words, found.sentence)
  return own?.replaceAll(/\{(\w+)\}/g, (place, name) => found?.slots[name] ?? place)
}
