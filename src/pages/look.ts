import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html, keptMarkup, type Part } from '../platform/html/html.ts'
import { type Page, pageBody } from '../platform/html/html-page.ts'
import { english, type PageWord, type PageWords, worded } from '../words/pages/page-words.ts'
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

  /** The words of a heading, a button or a link. */
  text(key: PageWord, slots?: Readonly<Record<string, string | number>>): string {
    return worded(this.words, key, slots)
  }

  /** A fixed paragraph. */
  p(key: PageWord, slots?: Readonly<Record<string, string | number>>): Html {
    return html`<p>${this.#lines(this.text(key, slots))}</p>`
  }

  /** A heading of the second level, with its picture where there is room for one. */
  h2(key: PageWord, picture?: Picture): Html {
    return html`<h2>${this.isEasy && picture && pictures.get(picture)}${this.text(key)}</h2>`
  }

  /** A sentence that the service writes in English. */
  told(sentence: string): Html {
    return html`<p${this.#asEnglish()}>${this.#lines(sentence)}</p>`
  }

  /** What is in English, whatever language the page is in. */
  inEnglish(part: Part): Html {
    if (this.words.language === english.language) return html`${part}`
    if (typeof part === 'string') return html`<span lang="en-GB" dir="ltr">${part}</span>`
    return html`<div lang="en-GB" dir="ltr">${part}</div>`
  }

  date(day: string): string {
    const at = new Date(day.length === 10 ? `${day}T12:00:00Z` : day)
    return new Intl.DateTimeFormat(this.words.language, { dateStyle: 'long', timeZone: 'Europe/London' }).format(at)
  }

  /** A whole page, with the way to the others where pages are open. */
  page(title: string, main: Html, path: string, opened?: Opened): Page {
    const { language, dir } = this.words
    return {
      title,
      language,
      dir: dir === 'rtl' ? 'rtl' : 'ltr',
      forms: true,
      ...(this.isEasy && { layout: 'easy' as const }),
      body: pageBody({
        header: html`<a class="skip" href="#main">${this.text('skip')}</a>
<p class="screen">${this.text(opened ? 'site' : 'public-site')}</p>${opened && this.#menu()}`,
        main: html`<div id="main" tabindex="-1">${main}</div>`,
        footer: html`<div class="screen">${opened?.onlyShow && this.p('only-shows')}${this.#choices(path)}</div>${opened && this.#closing(opened)}`,
      }),
    }
  }

  #asEnglish(): Html | null {
    return this.words.language === english.language ? null : html` lang="en-GB" dir="ltr"`
  }

  #lines(text: string): Part {
    if (!this.isEasy) return text
    const sentences = text.split(/(?<=[.?!۔])\s+/)
    return sentences.map((sentence) => html`<span class="one">${sentence}</span> `)
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
<nav aria-label="${this.text('menu')}"><ul>
${entries.map(([path, key]) => html`<li><a href="${path}">${this.text(key)}</a></li>\n`)}</ul></nav>`
  }

  /** The layouts, and the languages where there is more than one. */
  #choices(path: string): Html {
    const others = this.#offered.filter(({ language }) => language !== this.words.language)
    return html`<p><a href="${path}?layout=${this.isEasy ? 'usual' : 'easy'}">${this.text(this.isEasy ? 'layout-usual' : 'layout-easy')}</a></p>
${
  others.length > 0 &&
  html`<nav aria-label="${this.text('languages')}"><ul>
${others.map(({ language, name, dir }) => html`<li><a href="${path}?lang=${language}" lang="${language}" hreflang="${language}" dir="${dir}">${name}</a></li>\n`)}</ul></nav>`
}`
  }

  #closing({ formToken }: Opened): Html {
    return html`<form method="post" action="/pages/close"><input type="hidden" name="token" value="${formToken}">
<button type="submit">${this.text('close')}</button></form>`
  }
}

const layouts = ['usual', 'easy']

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
