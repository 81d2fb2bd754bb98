import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { oneOf } from '../../shared/schema.ts'
import { type Html, html, keptMarkup, markupOf } from './html.ts'
import { style } from './html-style.ts'

/** A page for somebody to read and to print. */
export interface Page {
  readonly title: string
  readonly body: Html
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

/** Nothing runs, nothing is fetched, nothing is sent, and the page stands in no frame; its own style sheet, by its hash. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function pageText({ title, body }: Page, { print = 'standard' }: PageStyle): string {
  return markupOf(html`<!doctype html>
<html lang="en-GB" class="${print}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${keptMarkup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`)
}

export function sendPage(reply: FastifyReply, page: Page, asked: PageStyle): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('content-language', 'en-GB')
    .type('text/html; charset=utf-8')
    .send(pageText(page, asked))
}
