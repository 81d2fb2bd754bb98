import cy from '../../../data/page-words/cy.json' with { type: 'json' }
import en from '../../../data/page-words/en.json' with { type: 'json' }
import pl from '../../../data/page-words/pl.json' with { type: 'json' }
import ur from '../../../data/page-words/ur.json' with { type: 'json' }

/** A heading or a fixed sentence of the pages. */
export type PageWord = keyof typeof en.words

/** Who translated a file, and who checked it when. All are null until somebody has. */
interface Translation {
  readonly by: string | null
  readonly qualification: string | null
  readonly checkedOn: string | null
}

/** The headings and fixed sentences of the pages in one language: a file of `data/page-words`. */
export interface PageWords {
  readonly language: string
  /** The language in itself. */
  readonly name: string
  readonly dir: string
  /** Null for English, in which they are written. */
  readonly translation: Translation | null
  readonly words: Readonly<Record<string, string>>
}

export const english: PageWords = en
/** Every file that there is; those of other languages wait for somebody who is qualified to translate them. */
export const pageWordFiles: readonly PageWords[] = [en, cy, ur, pl]

const slotsIn = (text: string) =>
  [...text.matchAll(/\{\w+\}/g)]
    .map(([slot]) => slot)
    .sort()
    .join()

/** What a file lacks before a page is shown in it, in sentences: a half page in a language is worse than one in English. */
export function lacksOf({ language, translation, words, dir }: PageWords): string[] {
  if (translation === null) return language === english.language ? [] : ['nobody is named who translated it']
  const { by, qualification, checkedOn } = translation
  const lacks = by && qualification && checkedOn ? [] : ['nobody who is qualified answers for the translation']
  if (dir !== 'ltr' && dir !== 'rtl') lacks.push('its direction is neither ltr nor rtl')
  for (const [key, text] of Object.entries(english.words)) {
    const translated = words[key]
    if (!translated?.trim()) lacks.push(`${key} is missing`)
    else if (slotsIn(translated) !== slotsIn(text)) lacks.push(`${key} has other places than in English`)
  }
  return lacks
}

/** The languages that a page is offered in: English, and those whose file is whole. */
export const offeredOf = (files: readonly PageWords[]): PageWords[] =>
  files.filter((file) => lacksOf(file).length === 0)

/** A sentence with its places filled. */
export function worded(
  { words }: PageWords,
  key: PageWord,
  slots: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? en.words[key]
  return text.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(slots[name] ?? slot))
}
