import { foldName } from '../people/folded-names.ts'
import type { ExcludedCategory } from '../scheme/categories.ts'
import { withNeverBought } from '../scheme/never-bought.ts'
import { clearedPhrases, excludedWords, neutralWords } from './excluded-words.ts'

/*
 * What is bought is looked at by its words, and not by the category alone that somebody typed. A text that names an excluded thing and nothing else is refused. One
 * that has such a word among others is a doubt, for a person to look at: `Whiskey the dog’s lead` buys no whiskey. So is a word that somebody hides: spaced
 * out, run together, cut by signs, or written in letters that look like others.
 */

/** Categories that no budget buys, by whose words a text is looked at, and whether it is certain. */
export interface Found {
  readonly certain: boolean
  /** The categories, the first of the text first. */
  readonly uses: readonly [ExcludedCategory, ...ExcludedCategory[]]
}

interface Term {
  readonly use: ExcludedCategory
  readonly sure: boolean
  /** Whether people are called so too: in the name of who is paid it says nothing. */
  readonly name: boolean
  /** Of how many words it is, in each way in which it is written. */
  readonly words: Set<number>
}
interface Terms {
  readonly plain: ReadonlyMap<string, Term>
  readonly folded: ReadonlyMap<string, Term>
  readonly typed: ReadonlyMap<string, Term>
  /** Those that are told in a longer word. */
  readonly long: readonly (readonly [string, Term])[]
}

/** Of as many words as the longest term and one that is split. */
const mostWords = 4
/** A shorter one would be found by chance where two words meet, or inside of another. */
const [shortestSplit, shortestInside] = [5, 6]
/** One that is cut behind its first letter or by signs, as `v-ape` is, is told from what only looks so at this length. */
const shortestCut = 4

const marks = /[\p{M}\p{Default_Ignorable_Code_Point}'’`]/gu
const plainly = (text: string): string => text.normalize('NFKD').toLowerCase().replace(marks, '')
const wordsIn = (text: string): string[] => plainly(text).match(/[\p{L}\p{N}@$]+/gu) ?? []
/** Words with signs in them, and no blank. */
const cutIn = (text: string): string[] =>
  plainly(text).match(/[\p{L}\p{N}@$]+(?:[^\p{L}\p{N}\s@$&]+[\p{L}\p{N}@$]+)+\**/gu) ?? []
/** What is written as a word, as a sign, or not at all between two others. */
const isAnd = (word: string | null): boolean => word === 'and' || word === 'n'

/** Digits, signs and letters of a keyboard that are typed for others. */
const typedFor: Readonly<Record<string, string>> = {
  ...{ '@': 'a', $: 's', '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ l: 'i', vv: 'w', rn: 'm' },
  ...{ '!': 'i', '|': 'i', '€': 'e', '£': 'i', '+': 't' },
}
const typed = (word: string): string => word.replace(/[@$013457l!|€£+]|vv|rn/g, (sign) => typedFor[sign] ?? sign)
const isTyped = (word: string): boolean => /^[a-z0-9@$]*$/.test(word)

/** A word in one and in many. */
const numbers = (word: string): string[] => [
  word,
  `${word}s`,
  `${word}es`,
  ...(word.endsWith('y') ? [`${word.slice(0, -1)}ies`] : []),
]

const known = new WeakMap<readonly ExcludedCategory[], Terms>()

function termsOf(excluded: readonly ExcludedCategory[]): Terms {
  const held = known.get(excluded)
  if (held) return held
  const plain = new Map<string, Term>()
  for (const use of withNeverBought(excluded)) {
    const { sure = [], doubtful = [], names = [] } = excludedWords[use.category] ?? {}
    for (const [of, isSure, name] of [
      [names, false, true],
      [doubtful, false, false],
      [[...sure, ...(use.words ?? [])], true, false],
    ] as const)
      for (const text of of) {
        const all = wordsIn(text)
        const words = all.filter((word) => !isAnd(word))
        for (const form of new Set([words, all].map((some) => some.join('')).flatMap(numbers))) {
          const before = plain.get(form)?.words ?? []
          plain.set(form, { use, sure: isSure, name, words: new Set([...before, words.length]) })
        }
      }
  }
  const terms: Terms = {
    plain,
    folded: new Map([...plain].map(([word, term]) => [foldName(word), term])),
    typed: new Map([...plain].map(([word, term]) => [typed(word), term])),
    long: [...plain].filter(([word, { sure }]) => sure && word.length >= shortestInside),
  }
  known.set(excluded, terms)
  return terms
}

const cleared = new Set(clearedPhrases.map((phrase) => wordsIn(phrase).join(' ')))

/** The words of a text, without what is cleared: null stands for that. Letters one by one are the word that they spell. */
function read(text: string): (string | null)[] {
  const single: string[] = []
  const words: (string | null)[] = []
  const flush = () => {
    if (single.length > 2) words.push(single.join(''))
    else words.push(...single)
    single.length = 0
  }
  for (const word of wordsIn(text)) {
    if (word.length === 1) single.push(word)
    else {
      flush()
      words.push(word)
    }
  }
  flush()
  for (let at = 0; at < words.length; at += 1)
    for (const span of [3, 2]) if (cleared.has(words.slice(at, at + span).join(' '))) words.fill(null, at, at + span)
  return words.filter((word) => !isAnd(word))
}

/** Whether a word says nothing of what a thing is. */
const isNeutral = (word: string): boolean =>
  neutralWords.has(word) || /^\d+(?:x\d+)?(?:cl|ml|l|g|kg|pk|x|p|s)?$/.test(word)

/** Looks at what something is said to be, by the words of the scheme and of what no budget buys anywhere. `certainly`: false where the words do not say what was bought, as the name of a shop does not. */
export function lookAt(text: string, excluded: readonly ExcludedCategory[], certainly = true): Found | undefined {
  const terms = termsOf(excluded)
  const words = read(text)
  const uses = new Set<ExcludedCategory>()
  const named = new Set<number>()
  let [sure, odd] = [false, false]
  for (let at = 0; at < words.length; at += 1) {
    for (let span = Math.min(mostWords, words.length - at); span > 0; span -= 1) {
      const part = words.slice(at, at + span)
      if (part.includes(null)) continue
      const joined = part.join('')
      const as = terms.plain.get(joined)
      const whole = as && (span === 1 || as.words.has(span))
      const like = as ?? alike(joined, terms) ?? (span === 1 ? inside(joined, terms) : undefined)
      const isCut = as && span === 2 && part[0]?.length === 1 && joined.length >= shortestCut
      if (!like || !(whole || span === 1 || joined.length >= shortestSplit || isCut)) continue
      if (like.name && !certainly) continue
      uses.add(like.use)
      if (whole) for (let word = at; word < at + span; word += 1) named.add(word)
      if (whole && like.sure) sure = true
      if (!whole) odd = true
    }
  }
  for (const word of cutIn(text)) {
    const like = hidden(word, terms)
    if (!like || uses.has(like.use) || (like.name && !certainly)) continue
    uses.add(like.use)
    odd = true
  }
  const [first, ...others] = uses
  if (!first) return undefined
  const alone = words.every((word, at) => named.has(at) || (word !== null && isNeutral(word)))
  return { certain: certainly && sure && !odd && alone, uses: [first, ...others] }
}

/** A term that is cut by signs, of which one can be typed for a letter, or be left for it as `*` is. */
function hidden(word: string, terms: Terms): Term | undefined {
  const bare = word.replace(/[^\p{L}\p{N}@$]/gu, '')
  const as = terms.plain.get(bare)
  if (as && bare.length >= shortestCut) return as
  const signed = typed(word)
  if (isTyped(signed)) return terms.typed.get(signed)
  if (word.length < shortestCut || !/^[a-z*]+$/.test(word)) return undefined
  const spelled = new RegExp(`^${word.replaceAll('*', '[a-z]')}$`)
  return [...terms.plain].find(([term]) => spelled.test(term))?.[1]
}

/** A word that looks like one: of the same keyboard only by what is typed for it, since `five` is no `fine`. */
const alike = (word: string, { folded, typed: typedOf }: Terms): Term | undefined =>
  isTyped(word) ? typedOf.get(typed(word)) : folded.get(foldName(word))

/** A longer word that begins or ends with one. */
function inside(word: string, { long }: Terms): Term | undefined {
  if (word.length <= shortestInside) return undefined
  return long.find(([term]) => term.length < word.length && (word.startsWith(term) || word.endsWith(term)))?.[1]
}

/** The words of a text as they are read: the same for the same, whatever its case, accents and punctuation. */
export const readAs = (text: string): string => wordsIn(text).map(foldName).join(' ')
