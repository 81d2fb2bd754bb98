import sentences from '../../../data/page-words/sentences.json' with { type: 'json' }

/** A sentence that a page says, as it stands in the files, and what was put into its places. */
interface Recognised {
  readonly sentence: string
  readonly slots: Readonly<Record<string, string>>
}

/** What divides a text that is read from one that is said after it. Names and words of people are apart from it, and are held together. */
const apart = /<(?!\/?bdi>)[^>]*>/g
const held = /<bdi>(.*?)<\/bdi>/gs

/** The sentences of a text or of markup, each in its own words alone. */
export function sentencesIn(text: string): string[] {
  return text
    .replaceAll(held, '$1')
    .split(apart)
    .flatMap((piece) => sentencesOf(piece))
    .filter((sentence) => sentence !== '')
}

/** The sentences of one piece of text. */
export const sentencesOf = (piece: string): string[] =>
  piece
    .trim()
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.?!])\s/)

export const placesIn = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

interface Pattern {
  readonly sentence: string
  readonly names: readonly string[]
  /** Its own words, before, between and after its places. */
  readonly words: readonly string[]
}

const inWords = (sentence: string) => sentence.replaceAll(/\{\w+\}/g, '').length

const patternOf = (sentence: string): Pattern => ({
  sentence,
  names: placesIn(sentence),
  words: sentence.split(/\{\w+\}/),
})

/**
 * What stands between the words of a sentence, each as soon as it comes; undefined where they are not all there, in their order. It is read once, however
 * many places stand side by side: what people write can be long.
 */
function between([before = '', ...words]: readonly string[], said: string): string[] | undefined {
  const after = words.pop() ?? ''
  const end = said.length - after.length
  if (!said.startsWith(before) || !said.endsWith(after) || end < before.length) return undefined
  const values: string[] = []
  let at = before.length
  for (const next of words) {
    const found = said.indexOf(next, at)
    if (found < 0 || found + next.length > end) return undefined
    values.push(said.slice(at, found))
    at = found + next.length
  }
  return [...values, said.slice(at, end)]
}

const whole: ReadonlySet<string> = new Set(sentences.filter((one) => placesIn(one).length === 0))
/** Those with the most words of their own first: a sentence is never taken for one that says less. */
const withPlaces = sentences
  .filter((one) => !whole.has(one))
  .sort((one, other) => inWords(other) - inWords(one))
  .map(patternOf)

/** Every sentence that operations write for people, in English. */
export const pageSentences: readonly string[] = sentences

/** Which of them somebody reads here; undefined where it is none. */
export function recognised(said: string): Recognised | undefined {
  if (whole.has(said)) return { sentence: said, slots: {} }
  for (const { sentence, names, words } of withPlaces) {
    const found = between(words, said)
    if (found) return { sentence, slots: Object.fromEntries(names.map((name, index) => [name, found[index] ?? ''])) }
  }
  return undefined
}
