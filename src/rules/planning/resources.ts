import { type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { foldName } from '../people/folded-names.ts'

export const resourceKinds = ['community', 'recovery-college-course', 'peer-network', 'service-for-money'] as const
export type ResourceKind = (typeof resourceKinds)[number]
/** The free come first and what has a price last, as their letters do (S3, Project SWAP: local options, free and at little cost). */
export const resourceCosts = ['free', 'low', 'priced'] as const
export type ResourceCost = (typeof resourceCosts)[number]

/** An entry that nobody has checked for so long is shown as one that may be wrong. No source says how long; set here. */
const checkedForMonths = 12

export const isStale = (checkedOn: LocalDate | null, today: LocalDate): boolean =>
  checkedOn === null || monthsAfter(checkedOn, checkedForMonths) <= today

/** What an entry is found by, apart from its words. */
interface Findable {
  readonly kind: ResourceKind
  readonly cost: ResourceCost
  readonly languages: readonly string[]
  readonly areas: readonly string[]
  readonly needs: readonly string[]
}

/** `en-GB` is found as `en`. */
const languageTerm = (language: string) => `language:${language.split('-')[0]}`
const areaTerm = (area: string) => `area:${foldName(area)}`
/** Every entry has it, for a list of all. */
const everything = 'all'

export const termsOf = ({ kind, cost, languages, areas, needs }: Findable): string[] => [
  ...new Set([
    everything,
    `kind:${kind}`,
    `cost:${cost}`,
    ...languages.map(languageTerm),
    ...areas.map(areaTerm),
    ...needs.map((need) => `need:${need}`),
  ]),
]

/** The words of an entry, by their stems in English and as they stand. */
export interface Lexemes {
  readonly english: readonly string[]
  readonly simple: readonly string[]
}
const stem = (word: string) => `stem:${word}`
const word = (text: string) => `word:${text}`

export const wordTermsOf = ({ english, simple }: Lexemes): string[] => [...english.map(stem), ...simple.map(word)]
/** The same of the culture or faith that it is for, by itself: a word of it elsewhere says nothing of whom it is for. */
const ofCulture = (term: string) => `culture:${term}`
export const cultureTermsOf = (lexemes: Lexemes): string[] => wordTermsOf(lexemes).map(ofCulture)

/** The words that are looked for: of which English has no stem, as they stand. */
const sought = ({ english, simple }: Lexemes): string[] => (english.length > 0 ? english.map(stem) : simple.map(word))

export interface Sought {
  readonly kind?: ResourceKind
  readonly cost?: ResourceCost
  readonly language?: string
  readonly area?: string
  readonly need?: string
}

/**
 * The terms that an entry must all have, the rarest kind first. Words of which English has no stem, as of a name that is all small words, are looked
 * for as they stand; where nothing is left of what was typed, nothing can be found.
 */
export function termsSought(
  { kind, cost, language, area, need }: Sought,
  lexemes: Lexemes | null,
  culture: Lexemes | null = null,
): string[] | null {
  const words = lexemes && sought(lexemes)
  const cultures = culture && sought(culture).map(ofCulture)
  if (words?.length === 0 || cultures?.length === 0) return null
  const terms = [
    ...(words ?? []),
    ...(cultures ?? []),
    ...(area === undefined ? [] : [areaTerm(area)]),
    ...(need === undefined ? [] : [`need:${need}`]),
    ...(language === undefined ? [] : [languageTerm(language)]),
    ...(kind === undefined ? [] : [`kind:${kind}`]),
    ...(cost === undefined ? [] : [`cost:${cost}`]),
  ]
  return terms.length > 0 ? terms : [everything]
}

/** Whether an entry makes sense: what is free has no price, and its days are in order. */
export function resourceFits({
  cost,
  pricePence,
  from,
  until,
}: {
  readonly cost: ResourceCost
  readonly pricePence: number | null
  readonly from: LocalDate
  readonly until: LocalDate | null
}): true | Refusal<'request-invalid'> {
  if (cost === 'free' && pricePence !== null)
    return refuse('request-invalid', 'What is free has no price', '/pricePence')
  if (until !== null && until < from) return refuse('request-invalid', 'The last day is not before the first', '/until')
  return true
}
