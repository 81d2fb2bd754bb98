import type { Letter } from '../decisions/schemas.ts'
import { type Html, html, keptMarkup } from '../platform/html/html.ts'
import { isEnglish } from '../words/pages/from-english.ts'
import { appealable } from './appeal-pages.ts'
import { type Asking, isOfCase } from './asking.ts'
import type { Look } from './look.ts'
import type { Opened } from './opened.ts'
import { forThePost } from './post.ts'

interface Letters {
  readonly items: readonly Letter[]
  readonly nextCursor: string | null
}

/** The letters of the case, newest first, a page at a time. */
export async function lettersPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  cursor: string | undefined,
): Promise<Html> {
  const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
  const { items, nextCursor } = await ask.get<Letters>(`/v1/cases/${caseId}/letters?limit=50${after}`)
  return html`<h1>${look.text('letters-title')}</h1>
${
  items.length === 0
    ? look.p('letters-none')
    : html`<ul>
${items.map(({ decisionId, title, writtenAt }) => html`<li><a href="/pages/letters/${decisionId}">${look.inEnglish(title)}</a> ${look.date(writtenAt)}</li>\n`)}</ul>`
}
${nextCursor !== null && html`<p><a href="/pages/letters?cursor=${encodeURIComponent(nextCursor)}">${look.text('letters-more')}</a></p>`}`
}

/** One letter as it was written, and the way to an appeal where there is something to appeal; undefined where it is none of this case. */
export async function letterPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  id: string,
  { onlyShow }: Opened,
): Promise<Html | undefined> {
  const of = `/v1/decisions/${encodeURIComponent(id)}`
  if (!(await isOfCase(ask, caseId, of))) return undefined
  const [letter, decided, post] = await Promise.all([
    ask.pageOf(`${of}/letter`),
    appealable(ask, caseId),
    onlyShow ? forThePost(ask, caseId, id, look) : undefined,
  ])
  if (letter === undefined) return undefined
  const mayAppeal = !onlyShow && decided.some((one) => one.id === id)
  return html`${post}${!isEnglish(look.words) && look.p('letter-english-counts')}${look.inEnglish(keptMarkup(letter))}
${mayAppeal && html`<p class="screen"><a href="/pages/appeals/${id}">${look.text('do-appeal')}</a></p>`}`
}
