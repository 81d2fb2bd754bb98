import { type Html, html, keptMarkup, type Part } from '../../platform/html/html.ts'
import { english, type PageWords, sentenceIn } from './page-words.ts'
import { recognised, sentencesOf } from './sentences.ts'

/** What is in English on a page in another language. */
export const inEnglish = (part: Part): Html => html`<span lang="en-GB" dir="ltr">${part}</span>`

/** A day, as a page in a language writes it. */
export function dayIn({ language }: PageWords, day: string): string {
  const at = new Date(day.length === 10 ? `${day}T12:00:00Z` : day)
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/London' }).format(at)
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]
const dayInWords = new RegExp(`^(\\d{1,2}) (${months.join('|')}) (\\d{4})$`)

/** What somebody wrote stands in `<bdi>`: it is theirs, in whatever language, and goes whole where it belongs. */
const theirs = /<bdi>.*?<\/bdi>/gs
const marks = /([\uE000\uE001])/g
const held = /(\uE000\d+\uE001)/
const tags = /(<[^>]*>)/

/**
 * What an operation wrote in English, as a page in another language shows it: each sentence that is translated is in the language of the page, and each
 * that is not is in English and says so. Amounts, and what people wrote, are as they were.
 */
export class FromEnglish {
  readonly #file: PageWords
  /** How a sentence stands on the page. */
  readonly #line: (sentence: Part) => Part
  readonly #theirs: Html[] = []

  constructor(file: PageWords, line: (sentence: Part) => Part = (sentence) => sentence) {
    this.#file = file
    this.#line = line
  }

  of(markup: string): Html {
    const apart = markup.replaceAll(marks, '').replaceAll(theirs, (one) => {
      this.#theirs.push(keptMarkup(one))
      return `\uE000${this.#theirs.length - 1}\uE001`
    })
    return html`${apart.split(tags).map((piece, index) => (index % 2 === 1 ? keptMarkup(piece) : this.#text(piece)))}`
  }

  #text(piece: string): Part {
    if (piece.trim() === '') return piece
    const [before, after] = [piece.match(/^\s*/)?.[0], piece.match(/\s*$/)?.[0]]
    const lines = sentencesOf(asText(piece)).map((sentence, index) => [
      index > 0 && ' ',
      this.#line(this.#said(sentence)),
    ])
    return [before, lines, after]
  }

  #said(sentence: string): Part {
    const found = recognised(sentence)
    const translated = found && sentenceIn(this.#file, found.sentence)
    if (translated === undefined) return this.#kept(sentence)
    return translated
      .split(/\{(\w+)\}/)
      .map((part, index) => (index % 2 === 0 ? part : this.#slot(found?.slots[part] ?? '')))
  }

  #slot(value: string): Part {
    const day = dayInWords.exec(value)
    if (day) {
      const month = String(months.indexOf(day[2] ?? '') + 1).padStart(2, '0')
      return dayIn(this.#file, `${day[3]}-${month}-${day[1]?.padStart(2, '0')}`)
    }
    const weekday = weekdays.indexOf(value)
    // The first of 2023 was a Sunday.
    if (weekday >= 0)
      return new Intl.DateTimeFormat(this.#file.language, { weekday: 'long' }).format(
        new Date(2023, 0, 1 + weekday, 12),
      )
    return this.#said(value)
  }

  /** As it was: in English where it has words of its own. */
  #kept(text: string): Part {
    const parts = text
      .split(held)
      .map((part, index) => (index % 2 === 0 ? part : this.#theirs[Number(part.slice(1, -1))]))
    return /\p{L}/u.test(text.replaceAll(new RegExp(held, 'g'), '')) ? inEnglish(parts) : parts
  }
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
/** The text of what `html` escaped, which escapes it again. */
const asText = (markup: string) => markup.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? '')

export const isEnglish = ({ language }: PageWords): boolean => language === english.language
