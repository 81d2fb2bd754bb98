import { type Html, html, markupOf, written } from '../../platform/html/html.ts'
import { pageBody, partsOf } from '../../platform/html/html-page.ts'
import type { PostalAddress } from '../../shared/postal-address.ts'
import { FromEnglish, inEnglish, isEnglish } from '../pages/from-english.ts'
import { english, type PageWord, type PageWords, wordIn } from '../pages/page-words.ts'

export interface Posted {
  readonly to: { readonly name: string; readonly address: PostalAddress }
  readonly from: { readonly name: string; readonly address: PostalAddress | null }
  readonly reference: string
  /** The letter as it was written. */
  readonly letter: Html
  /** In the language of the person, or in English. */
  readonly words: PageWords
}

/** So long a line fits into a window in the usual letters; with one that is longer the whole address is in smaller ones. */
const charactersOfLine = 44

/**
 * A letter as it goes into an envelope with a window: who sends it, whom it goes to at the place of the window, and the reference; then the letter. In
 * another language it is there as far as it is translated, and behind it as it was written, which is what counts.
 */
export function letterToPostHtml({ to, from, reference, letter, words }: Posted): Html {
  const asWritten = partsOf(markupOf(letter))
  const isWhole = isEnglish(words)
  const read = (part: Html) => (isWhole ? part : new FromEnglish(words).of(markupOf(part)))
  const { header, main, footer } = asWritten
  const hasWords = !isWhole && markupOf(read(main)) !== markupOf(untranslated(words, main))
  return pageBody({
    header: html`${envelope(to, from, said(words, 'reference', { reference }))}
${read(header)}`,
    main: html`${hasWords && html`<p>${said(words, 'letter-english-counts')}</p>`}
${read(main)}`,
    footer: html`${read(footer)}
${hasWords && html`<div class="again" lang="en-GB" dir="ltr">${header}${main}${footer}</div>`}`,
  })
}

/** The letter, as it would be were none of it translated. */
const untranslated = (words: PageWords, main: Html) => new FromEnglish({ ...words, sentences: {} }).of(markupOf(main))

/** What stands above the letter: on paper each part at its place, so that the window shows whom it goes to and nothing else. */
function envelope(to: Posted['to'], from: Posted['from'], reference: Html): Html {
  const lines = linesOf(to)
  const size = lines.some((line) => line.length > charactersOfLine) ? 'window small' : 'window'
  return html`<address class="sender">${linesOf(from).map(line)}</address>
<address class="${size}">${lines.map(line)}</address>
<p class="below-window">${reference}</p>`
}

const linesOf = ({ name, address }: Posted['from']): string[] => [
  name,
  ...(address ? [...address.lines, address.postcode] : []),
]
const line = (text: string) => html`<span class="line">${written(text)}</span>\n`

/** A fixed sentence, in the language or else in English and marked so. */
function said(words: PageWords, key: PageWord, slots: Readonly<Record<string, string>> = {}): Html {
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (place, name) => slots[name] ?? place)
  const own = wordIn(words, key)
  return own === undefined ? inEnglish(filled(wordIn(english, key) ?? key)) : html`${filled(own)}`
}
