import type { Static } from '@sinclair/typebox'
import type { Case } from '../cases/schemas.ts'
import type { SafeContact } from '../notifications/schemas.ts'
import { type Html, html } from '../platform/html/html.ts'
import type { Asking } from './asking.ts'
import type { Look } from './look.ts'

/** What staff read above a letter, on the screen alone: the way to print it for an envelope, or why it is not to be posted. */
export async function forThePost(
  ask: Asking,
  caseId: string,
  decisionId: string,
  look: Look,
): Promise<Html | undefined> {
  const { personId } = await ask.get<Static<typeof Case>>(`/v1/cases/${caseId}`)
  const contact = await ask.find<SafeContact>(`/v1/people/${personId}/safe-contact`)
  if (!contact) return undefined
  if (!contact.mayPost) return onScreen(look.text('letter-not-by-post'))
  if (!contact.mayPostNow) return onScreen(look.text('letter-not-now'))
  if (!contact.postalAddress) return onScreen(look.text('letter-no-address'))
  return onScreen(html`<a href="/pages/letters/${decisionId}/to-post">${look.text('letter-by-post')}</a>`)
}

const onScreen = (sentence: Html) => html`<p class="screen note">${sentence}</p>`
