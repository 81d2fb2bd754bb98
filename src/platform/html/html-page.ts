import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { oneOf } from '../../shared/schema.ts'
import { type Html, html, keptMarkup, markupOf } from './html.ts'
import { style } from './html-style.ts'

/** A page for somebody to read and to print. */
export interface Page {
  readonly title: string
  /** The language of the title, where it is not that of the page. */
  readonly titleLanguage?: string
  readonly body: Html
  /** The language that its fixed words are in; English unless it says so. */
  readonly language?: string
  readonly dir?: 'ltr' | 'rtl'
  /** Bigger letters, and one sentence on a line. */
  readonly layout?: 'easy'
  /** It has forms, which lead to this service alone. */
  readonly forms?: true
}

/** The three parts of a page. `main` has its one `h1`. */
export function pageBody({ header, main, footer }: Readonly<Record<'header' | 'main' | 'footer', Html>>): Html {
  return html`<header>
${header}
</header>
<main>
${main}
</main>
<footer>
${footer}
</footer>`
}

/** The three parts again of a page that `pageBody` made. */
export function partsOf(markup: string): Readonly<Record<'header' | 'main' | 'footer', Html>> {
  const [, header = '', main = '', footer = ''] =
    /<header>(.*?)<\/header>\s*<main>(.*)<\/main>\s*<footer>(.*)<\/footer>/s.exec(markup) ?? []
  return { header: keptMarkup(header), main: keptMarkup(main), footer: keptMarkup(footer) }
}

/** What every page takes. */
export const PageStyle = Type.Object(
  {
    print: Type.Optional(
      oneOf(['standard', 'large'], {
        description: 'The size of the letters, on screen and on paper; left out: standard.',
        examples: ['large'],
      }),
    ),
  },
  { additionalProperties: false },
)

export type PageStyle = Static<typeof PageStyle>

/** The answer of an operation that gives a page. */
export const pageAnswer = (description: string) => ({
  description,
  content: {
    'text/html': {
      schema: Type.String({
        description: 'A whole page in plain English (HTML), with nothing in it that runs or is fetched.',
        examples: ['<!doctype html><html lang="en-GB">…</html>'],
      }),
    },
  },
})

/** Nothing runs, nothing is fetched, a form is sent here alone, and the page stands in no frame; its own style sheet, by its hash. */
const policyWith = (formAction: "'none'" | "'self'") =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ')
const policy = policyWith("'none'")
const policyOfForms = policyWith("'self'")
const usualLanguage = 'en-GB'

export function pageText(page: Page, { print = 'standard' }: PageStyle): string {
  const { title, titleLanguage, body, language = usualLanguage, dir = 'ltr', layout } = page
  return markupOf(html`<!doctype html>
<html lang="${language}" dir="${dir}" class="${layout ?? print}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title${titleLanguage && titleLanguage !== language && html` lang="${titleLanguage}"`}>${title}</title>
<style>${keptMarkup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`)
}

/** What a page that is too long to be held is sent around. */
export function pageAround(title: string, asked: PageStyle): readonly [before: string, after: string] {
  const middle = '\u0000'
  const [before = '', after = ''] = pageText({ title, body: keptMarkup(middle) }, asked).split(middle)
  return [before, after]
}

export const asPage = (reply: FastifyReply, { language = usualLanguage, forms }: Partial<Page> = {}): FastifyReply =>
  reply
    .header('content-security-policy', forms ? policyOfForms : policy)
    .header('content-language', language)
    .type('text/html; charset=utf-8')

export function sendPage(reply: FastifyReply, page: Page, asked: PageStyle): FastifyReply {
  return asPage(reply, page).send(pageText(page, asked))
}
