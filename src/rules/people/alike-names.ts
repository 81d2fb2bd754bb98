import { foldName } from './folded-names.ts'

/** What a name holds that says nothing of whose it is, as it is compared. */
const noName = new Set('mr mrs ms miss mx dr the and ltd limited plc llp cic cio'.split(' ').map(foldName))
const wordsOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .map(foldName)
    .filter((word) => word !== '' && !noName.has(word))

/** The letters of a name, and those that it has without titles and the legal form. */
export const keysOf = (name: string): string[] => [
  ...new Set([foldName(name), wordsOf(name).join('') || foldName(name)]),
]

/** Whether two names can be one: each word of the shorter is in the longer, or an initial of one, and one at least is whole. */
export function couldBeOne(one: string, other: string): boolean {
  if (foldName(one) === foldName(other)) return true
  const [few = [], many = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  return areIn(few, many)
}

/** Whether two names are one but for titles, the legal form and what is between the words. */
export const isSameName = (one: string, other: string): boolean =>
  foldName(one) === foldName(other) || (wordsOf(one).length > 0 && wordsOf(one).join(' ') === wordsOf(other).join(' '))

/** So many letters of a name may differ, by how many there are: a short one is another by chance. */
const lettersThatDiffer = (letters: number): number => (letters < 6 ? 0 : letters < 14 ? 1 : 2)

/** Whether a name is nearly another: it could be one by two words at least, or is the same but for a letter or two that were left out, added, swapped or mistyped. */
export function isNearly(one: string, other: string): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  if (few === undefined || many === undefined) return false
  if (few.length > 1 && areIn(few, many)) return true
  return differsLittle(few.join(''), many.join(''))
}

/**
 * How many letters have to be left out, added, changed or swapped with the next to make one text the other. Written here since of the libraries that are kept, the small ones (leven,
 * fastest-levenshtein) count two swapped letters as two faults, and natural, which counts one, is a whole toolkit for language; damerau-levenshtein has no types and has long had no release.
 */
function differing(one: string, other: string): number {
  let [last, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (last[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    ;[last, row] = [row, next]
  }
  return row[other.length] ?? 0
}

/**
 * Whether a text can be a name, in whatever order, with initials, titles or more beside it, without a middle name, or written as one word or more. A name of one word is the
 * whole text but for titles.
 */
export function holdsName(text: string, name: string): boolean {
  if (foldName(text) === foldName(name)) return true
  const [words, whole] = [wordsOf(text), wordsOf(name)]
  if (areIn(whole, words) && (whole.length > 1 || words.length === 1)) return true
  if (words.length > 1 && areIn(words, whole)) return true
  if (whole.length < 2) return false
  const letters = whole.join('')
  return isRunOf(words, letters)
}

/** Whether some of the words, one after the other, have these letters, with a title before them or without. */
function isRunOf(words: readonly string[], letters: string): boolean {
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((_, more) => words.slice(from, from + more + 1).join('')),
  )
  return runs.some(
    (run) => run === letters || (run.endsWith(letters) && noName.has(run.slice(0, run.length - letters.length))),
  )
}

/** Whether letters are others but for one or two that were left out, added, swapped or mistyped. */
function differsLittle(one: string, other: string): boolean {
  const most = lettersThatDiffer(Math.min(one.length, other.length))
  return one === other || (Math.abs(one.length - other.length) <= most && differing(one, other) <= most)
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
