import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html, keptMarkup, markupOf, type Part, written } from '../platform/html/html.ts'
import { type Page, pageBody } from '../platform/html/html-page.ts'
import { isForPerson } from '../rules/people/page-links.ts'
import type { LocalDate } from '../shared/dates.ts'
import { dayIn, FromEnglish, inEnglish, isEnglish } from '../words/pages/from-english.ts'
import { english, offeredFor, type PageWord, type PageWords, wordIn } from '../words/pages/page-words.ts'
import { cookie, cookieIn, type Opened } from './opened.ts'

const cookieName = 'look'

const pictureNames = ['money', 'plan', 'sign', 'crisis', 'letter', 'appeal', 'stays', 'turn'] as const
export type Picture = (typeof pictureNames)[number]
const pictures = new Map(
  pictureNames.map((name) => {
    const file = new URL(`../../data/page-pictures/${name}.svg`, import.meta.url)
    return [name, keptMarkup(readFileSync(file, 'utf8').trim())] as const
  }),
)

/** What is put into a place of a sentence: as it is, other words of the pages, or a day, each in the language of the sentence. */
type Slot = string | number | { readonly word: PageWord } | { readonly day: string }
type Slots = Readonly<Record<string, Slot>>
/** The title of a page: words of the pages, or what the service writes in English. */
export type Title = { readonly word: PageWord } | { readonly told: string }

/** Whose the pages are, as it stands on paper: the name, where who opened them may see it, and the reference of the case; and when it was printed. */
export interface Whose {
  readonly name: string | undefined
  readonly reference: string
  readonly today: LocalDate
}

/** How somebody reads the pages: in which language, and whether in bigger words with one sentence on a line. */
export class Look {
  readonly words: PageWords
  readonly isEasy: boolean
  readonly #offered: readonly PageWords[]

  constructor(words: PageWords, isEasy: boolean, offered: readonly PageWords[]) {
    this.words = words
    this.isEasy = isEasy
    this.#offered = offered
  }

  /** The words of a heading, a button or a link; in English, and marked so, where nobody has translated them. */
  text(key: PageWord, slots?: Slots): Html {
    const [words, file] = this.#words(key)
    const parts = filled(file, words, slots)
    return file === this.words ? html`${parts}` : inEnglish(parts)
  }

  /** A fixed paragraph. */
  p(key: PageWord, slots?: Slots): Html {
    const [words, file] = this.#words(key)
    const lines = this.#lines(words, (sentence) => filled(file, sentence, slots))
    return html`<p${file !== this.words && html` lang="en-GB" dir="ltr"`}>${lines}</p>`
  }

  /** A heading of the second level, with its picture where there is room for one. */
  h2(key: PageWord, picture?: Picture): Html {
    return html`<h2>${this.isEasy && picture && pictures.get(picture)}${this.text(key)}</h2>`
  }

  /** A paragraph that the service writes in English. */
  told(sentence: string): Html {
    if (isEnglish(this.words)) return html`<p>${this.#lines(sentence)}</p>`
    return html`<p>${new FromEnglish(this.words, (one) => this.#line(one)).of(markupOf(html`${sentence}`))}</p>`
  }

  /** What the service writes in English: in the language of the page as far as that is translated. */
  inEnglish(part: Part): Html {
    return isEnglish(this.words) ? html`${part}` : new FromEnglish(this.words).of(markupOf(html`${part}`))
  }

  date(day: string): string {
    return dayIn(this.words, day)
  }

  /** A whole page, with the way to the others where pages are open. */
  page(title: Title, main: Html, path: string, opened?: Opened, whose?: Whose): Page {
    const { language, dir } = this.words
    const [name, file] = 'word' in title ? this.#words(title.word) : [title.told, english]
    return {
      title: name,
      titleLanguage: file.language,
      language,
      dir: dir === 'rtl' ? 'rtl' : 'ltr',
      forms: true,
      ...(this.isEasy && { layout: 'easy' as const }),
      body: pageBody({
        header: html`<a class="skip" href="#main">${this.text('skip')}</a>
<p class="screen">${this.text(opened ? 'site' : 'public-site')}</p>${opened && this.#menu()}${whose && this.#onPaper(whose)}`,
        main: html`<div id="main" tabindex="-1">${opened && this.#whoReads(opened)}${main}</div>`,
        footer: html`<div class="screen">${opened?.onlyShow && this.p('only-shows')}${this.#choices(path)}</div>${opened && this.#closing(opened)}`,
      }),
    }
  }

  /** The words in the language of the page, or else in English, and the file that has them. */
  #words(key: PageWord): readonly [words: string, file: PageWords] {
    const words = wordIn(this.words, key)
    return words === undefined ? [wordIn(english, key) ?? key, english] : [words, this.words]
  }

  /** Whoever acts or speaks for the person reads the person's pages, and is told how to read “you”. */
  #whoReads({ session: { madeAs } }: Opened): Html | null {
    if (!isForPerson(madeAs)) return null
    const word = madeAs === 'advocate' ? 'speaks-for' : 'acts-for'
    return html`<div class="note">${this.p(word)}</div>`
  }

  #lines(text: string, said: (sentence: string) => Part = (sentence) => sentence): Part {
    if (!this.isEasy) return said(text)
    return text.split(/(?<=[.?!۔])\s+/).map((sentence) => [this.#line(said(sentence)), ' '])
  }

  #line(sentence: Part): Part {
    return this.isEasy ? html`<span class="one">${sentence}</span>` : sentence
  }

  /** What a sheet says of itself that lies on a table, or among other sheets. */
  #onPaper({ name, reference, today }: Whose): Html {
    return html`
<p class="paper">${name !== undefined && [written(name), '. ']}${this.text('paper-head', { reference, date: { day: today } })}</p>`
  }

  #menu(): Html {
    const entries = [
      ['/pages', 'menu-overview'],
      ['/pages/plan', 'menu-plan'],
      ['/pages/statement', 'menu-statement'],
      ['/pages/crisis', 'menu-crisis'],
      ['/pages/letters', 'menu-letters'],
      ['/pages/stays', 'menu-stays'],
    ] as const
    return html`
<nav aria-labelledby="menu"><span id="menu" hidden>${this.text('menu')}</span><ul>
${entries.map(([path, key]) => html`<li><a href="${path}">${this.text(key)}</a></li>\n`)}</ul></nav>`
  }

  /** The layouts, and the languages where there is more than one. */
  #choices(path: string): Html {
    const others = this.#offered.filter(({ language }) => language !== this.words.language)
    return html`<p><a href="${path}?layout=${this.isEasy ? 'usual' : 'easy'}">${this.text(this.isEasy ? 'layout-usual' : 'layout-easy')}</a></p>
${
  others.length > 0 &&
  html`<nav aria-labelledby="languages"><span id="languages" hidden>${this.text('languages')}</span><ul>
${others.map(({ language, name, dir }) => html`<li><a href="${path}?lang=${language}" lang="${language}" hreflang="${language}" dir="${dir}">${name}</a></li>\n`)}</ul></nav>`
}`
  }

  #closing({ formToken }: Opened): Html {
    return html`<form method="post" action="/pages/close"><input type="hidden" name="token" value="${formToken}">
<button type="submit">${this.text('close')}</button></form>`
  }
}

/** Words with their places filled, in the language of the file. */
function filled(file: PageWords, words: string, slots: Slots = {}): Part {
  return words.split(/\{(\w+)\}/).map((part, index) => {
    const slot = index % 2 === 0 ? part : slots[part]
    if (typeof slot !== 'object') return slot ?? `{${part}}`
    if ('day' in slot) return dayIn(file, slot.day)
    return wordIn(file, slot.word) ?? inEnglish(wordIn(english, slot.word))
  })
}

const layouts = ['usual', 'easy']

/** Has a browser that has not said otherwise read the pages in a language in which they are offered: the one that is recorded of the person. */
export function readIn(
  request: FastifyRequest,
  reply: FastifyReply,
  offered: readonly PageWords[],
  language: string,
): void {
  const words = offeredFor(offered, language)
  if (words && cookieIn(request, cookieName) === undefined)
    reply.header('set-cookie', cookie(request, cookieName, `${words.language}.usual`, '/'))
}

/** How this browser reads the pages: as it asks now, and is asked to remember, or as it asked before. */
export function lookOf(request: FastifyRequest, reply: FastifyReply, offered: readonly PageWords[]): Look {
  const asked = request.query as Readonly<Record<string, unknown>>
  const [language, layout] = (cookieIn(request, cookieName) ?? '').split('.')
  const named = (wanted: unknown) => offered.find((one) => one.language === wanted)
  const words = named(asked.lang) ?? named(language) ?? english
  const chosen = layouts.find((one) => one === asked.layout) ?? layout
  if (named(asked.lang) || layouts.includes(String(asked.layout)))
    reply.header('set-cookie', cookie(request, cookieName, `${words.language}.${chosen ?? 'usual'}`, '/'))
  return new Look(words, chosen === 'easy', offered)
}
