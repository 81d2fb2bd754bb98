import { lookAlikes } from './look-alikes.ts'
import type { Names } from './names.ts'

/** As much of a name as an index holds. */
const mostLetters = 300

const takenFor: ReadonlyMap<string, string> = new Map(
  Object.entries(lookAlikes).flatMap(([meant, letters]) =>
    [...letters].map((letter): [string, string] => [letter, meant]),
  ),
)

/** What is no letter, and the letters of Unicode that only mark others or cannot be seen: marks, modifiers, fillers. */
const noLetter = /[^\p{Alphabetic}0-9]|[\p{M}\p{Lm}\p{Default_Ignorable_Code_Point}]/gu

/**
 * The letters of a name, for comparing: in one form (Unicode NFKD), small, without marks, blanks, punctuation and what cannot be seen, and each
 * look-alike as the letter that it is taken for. What has no letters is compared as it is.
 */
export function foldName(name: string): string {
  const small = [...name.normalize('NFKD').toLowerCase()].map((letter) => takenFor.get(letter) ?? letter).join('')
  return small.replace(noLetter, '') || small
}

/**
 * The letters of somebody's names, sorted: the same whichever name is given first, in whichever field, as one word or two, and where two letters are
 * swapped. Those who have the same by chance are told apart by their birth, and by whoever looks.
 */
export function lettersOf({ givenName, familyName }: Names): string {
  const letters = [...foldName(`${givenName ?? ''}${familyName ?? ''}`)]
  return letters
    .sort((one, other) => (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0))
    .slice(0, mostLetters)
    .join('')
}
