import cy from '../../../data/page-words/cy.json' with { type: 'json' }
import en from '../../../data/page-words/en.json' with { type: 'json' }
import pl from '../../../data/page-words/pl.json' with { type: 'json' }
import ur from '../../../data/page-words/ur.json' with { type: 'json' }
import { pageSentences, placesIn } from './sentences.ts'

/** A heading or a fixed sentence that the pages write themselves. */
export type PageWord = keyof typeof en.words

/** Who translated a file, and who checked it when. All are null until somebody has. */
interface Translation {
  readonly by: string | null
  readonly qualification: string | null
  readonly checkedOn: string | null
}

/** What is fixed on the pages, in one language: a file of `data/page-words`. What is empty is not translated, and is shown in English. */
export interface PageWords {
  readonly language: string
  /** The language in itself. */
  readonly name: string
  readonly dir: string
  /** Null for English, in which they are written. */
  readonly translation: Translation | null
  /** What the pages write, by its key. */
  readonly words: Readonly<Record<string, string>>
  /** What the operations write, by the sentence in English. */
  readonly sentences: Readonly<Record<string, string>>
}

export const english: PageWords = en
/** Every file that there is; those of other languages wait for somebody who is qualified to translate them. */
export const pageWordFiles: readonly PageWords[] = [en, cy, ur, pl]

const places = (text: string) => placesIn(text).sort().join()
const isFilled = (text: string | undefined): text is string => text !== undefined && text.trim() !== ''

/** What is wrong with a file, in sentences: it is shown to nobody until it is mended. */
export function faultsOf({ language, translation, words, sentences, dir }: PageWords): string[] {
  if (language === english.language) return []
  const { by, qualification, checkedOn } = translation ?? {}
  const faults = by && qualification && checkedOn ? [] : ['nobody who is qualified answers for the translation']
  if (dir !== 'ltr' && dir !== 'rtl') faults.push('its direction is neither ltr nor rtl')
  const held = (text: string, of: string | undefined, key: string) => {
    if (of === undefined) faults.push(`no page uses ${key}`)
    else if (isFilled(text) && places(text) !== places(of)) faults.push(`${key} has other places than in English`)
  }
  for (const [key, text] of Object.entries(words)) held(text, english.words[key], key)
  const said = new Set(pageSentences)
  for (const [sentence, text] of Object.entries(sentences))
    held(text, said.has(sentence) ? sentence : undefined, `“${sentence}”`)
  return faults
}

/** How much of what is fixed on the pages a file has in its language. */
export function filledOf({ words, sentences }: PageWords): { readonly filled: number; readonly all: number } {
  const filled = [
    ...Object.keys(english.words).map((key) => words[key]),
    ...pageSentences.map((sentence) => sentences[sentence]),
  ].filter(isFilled)
  return { filled: filled.length, all: Object.keys(english.words).length + pageSentences.length }
}

/** The languages that a page is offered in: English, and each of which somebody qualified answers for what there is. */
export const offeredOf = (files: readonly PageWords[]): PageWords[] =>
  files.filter(
    (file) => file.language === english.language || (faultsOf(file).length === 0 && filledOf(file).filled > 0),
  )

/** What a page writes in this language; undefined where it is not translated. */
export const wordIn = ({ words }: PageWords, key: PageWord): string | undefined => filledIn(words[key])
/** A sentence of the operations in this language; undefined where it is not translated. */
export const sentenceIn = ({ sentences }: PageWords, sentence: string): string | undefined =>
  filledIn(sentences[sentence])

const filledIn = (text: string | undefined) => (isFilled(text) ? text : undefined)

const primary = (language: string) => language.toLowerCase().split('-')[0]

/** The file of a language that somebody reads, of whichever country. */
export const offeredFor = (offered: readonly PageWords[], language: string): PageWords | undefined =>
  offered.find((file) => primary(file.language) === primary(language))
