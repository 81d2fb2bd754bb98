import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import type { Told } from './kinds.ts'
import { outcomeSaying } from './outcome.ts'
import { type Asked, pageAfter } from './search.ts'

/** What is in no address: it is left out of the links of an answer. */
const isSecret = (asked: Asked, name: string) => name === 'identifier' && asked.search.nhsNumber !== undefined

/** One page of a search, with the link to the next where there is one. How many there are in all is not counted. */
export function bundleOf(base: string, type: string, asked: Asked, told: readonly Told[]): Bundle {
  const { search, understood, ignored } = asked
  const page = told.slice(0, search.count)
  const more = told.length > search.count ? page.at(-1) : undefined
  const linkWith = (change: Readonly<Record<string, string>>) => {
    const kept = understood.filter(([name]) => !(name in change) && !isSecret(asked, name))
    const query = new URLSearchParams([
      ...kept.map(([name, value]): [string, string] => [name, value]),
      ...Object.entries(change),
    ])
    return `${base}/${type}${query.size > 0 ? `?${query}` : ''}`
  }
  const entries: BundleEntry[] = page.flatMap(({ id, resource }) =>
    resource ? [{ fullUrl: `${base}/${type}/${id}`, resource, search: { mode: 'match' } }] : [],
  )
  if (ignored.length > 0) {
    const resource = outcomeSaying('warning', 'not-supported', 'Some parameters are unknown here and were passed over.')
    entries.push({ resource, search: { mode: 'outcome' } })
  }
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: linkWith({}) },
      ...(more ? [{ relation: 'next', url: linkWith({ _page: pageAfter(more) }) }] : []),
    ],
    ...(entries.length > 0 && { entry: entries }),
  }
}
