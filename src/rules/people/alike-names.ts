import { foldName } from './folded-names.ts'

/** What a name holds that says nothing of whose it is, as it is compared. */
const noName = new Set('mr mrs ms miss mx dr the and ltd limited plc llp cic cio'.split(' ').map(foldName))
const wordsOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .map(foldName)
    .filter((word) => word !== '' && !noName.has(word))

/** Whether two names can be one: each word of the shorter is in the longer, or an initial of one, and one at least is whole. */
export function couldBeOne(one: string, other: string): boolean {
  if (foldName(one) === foldName(other)) return true
  const [few = [], many = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  return areIn(few, many)
}

/** Whether two names are one but for titles, the legal form and what is between the words. */
export const isSameName = (one: string, other: string): boolean =>
  foldName(one) === foldName(other) || (wordsOf(one).length > 0 && wordsOf(one).join(' ') === wordsOf(other).join(' '))

/** Whether a text can be a name, in whatever order, with initials, titles or more beside it, or without a middle name. A name of one word is the whole text but for titles. */
export function holdsName(text: string, name: string): boolean {
  if (foldName(text) === foldName(name)) return true
  const [words, whole] = [wordsOf(text), wordsOf(name)]
  return (areIn(whole, words) && (whole.length > 1 || words.length === 1)) || (words.length > 1 && areIn(words, whole))
}

/** Each word is among the others, or an initial of one, and one at least is whole. */
function areIn(words: readonly string[], others: readonly string[]): boolean {
  const isIn = (word: string) =>
    others.some(
      (other) =>
        other === word ||
        (word.length === 1 && other.startsWith(word)) ||
        (other.length === 1 && word.startsWith(other)),
    )
  return words.length > 0 && words.every(isIn) && words.some((word) => word.length > 1 && others.includes(word))
}
