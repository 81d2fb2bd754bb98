import type { Static } from '@sinclair/typebox'
import type { Case } from '../cases/schemas.ts'
import type { SafeContact } from '../notifications/schemas.ts'
import type { Organisation } from '../organisations/schemas.ts'
import type { Person } from '../people/schemas.ts'
import { type Html, html, written } from '../platform/html/html.ts'
import { fullName } from '../rules/people/names.ts'
import type { PostalAddress } from '../shared/postal-address.ts'
import type { Asking } from './asking.ts'
import type { Look } from './look.ts'

/**
 * What stands before a letter that staff print: on paper the addresses of the commissioner, of the trust and of the person, where the post is safe
 * and they are known; on the screen what is so.
 */
export async function forThePost(ask: Asking, caseId: string, look: Look): Promise<Html | undefined> {
  const { personId, trustId } = await ask.get<Static<typeof Case>>(`/v1/cases/${caseId}`)
  const [person, contact, trust, commissioner] = await Promise.all([
    ask.find<Person>(`/v1/people/${personId}`),
    ask.find<SafeContact>(`/v1/people/${personId}/safe-contact`),
    ask.find<Organisation>(`/v1/organisations/${trustId}`),
    commissionerOf(ask),
  ])
  if (!person || !contact) return undefined
  if (!contact.mayPost) return onScreen(look.text('letter-not-by-post'))
  if (!contact.mayPostNow) return onScreen(look.text('letter-not-now'))
  if (!contact.postalAddress) return onScreen(look.text('letter-no-address'))
  return html`${onScreen(look.text('letter-by-post'))}
${[commissioner, trust].map((sender) => sender?.address && block(sender.name, sender.address))}
${block(fullName(person), contact.postalAddress)}`
}

/** The organisation that the commissioner is: under its own code, or else the one that was registered first. */
async function commissionerOf(ask: Asking): Promise<Organisation | undefined> {
  const [{ commissioner }, { items }] = await Promise.all([
    ask.get<{ commissioner: { code: string } }>('/v1/me'),
    ask.get<{ items: readonly Organisation[] }>('/v1/organisations?kind=commissioner&limit=100'),
  ])
  const known = items.filter(({ endedAt, address }) => endedAt === null && address !== null)
  return known.find(({ code }) => code === commissioner.code) ?? known.at(-1)
}

const onScreen = (sentence: Html | string) => html`<p class="screen note">${sentence}</p>`

const block = (name: string, { lines, postcode }: PostalAddress) =>
  html`<address class="paper address">${[name, ...lines, postcode].map((line) => html`${written(line)}\n`)}</address>`
