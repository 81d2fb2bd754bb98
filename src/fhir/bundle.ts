import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import type { Told } from './kinds.ts'
import { aboutSomebody } from './look-up-asked.ts'
import { outcomeSaying } from './outcome.ts'
import { type Asked, pageAfter } from './search.ts'

/** What says who somebody is, beside an identifier that stands in no link. */
const hidden: readonly string[] = ['identifier', ...aboutSomebody]

/** One page of a search, with the link to the next where there is one. How many there are in all is not counted. */
export function bundleOf(base: string, type: string, asked: Asked, told: readonly Told[]): Bundle {
  const { search, understood, ignored, hidesIdentifier } = asked
  const page = told.slice(0, search.count)
  const [last, rest] = [page.at(-1), told.slice(search.count)]
  const linkWith = (change: Readonly<Record<string, string>>) => {
    const kept = understood.filter(([name]) => !(name in change) && !(hidesIdentifier && hidden.includes(name)))
    const query = new URLSearchParams([
      ...kept.map(([name, value]): [string, string] => [name, value]),
      ...Object.entries(change),
    ])
    return `${base}/${type}${query.size > 0 ? `?${query}` : ''}`
  }
  // What is found by an identifier that stands in no address goes on by the ids that are left.
  const onFrom = (last: Told, rest: readonly Told[]) =>
    hidesIdentifier ? { _id: rest.map(({ id }) => id).join() } : { _page: pageAfter(last) }
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
      ...(last && rest.length > 0 ? [{ relation: 'next', url: linkWith(onFrom(last, rest)) }] : []),
    ],
    ...(entries.length > 0 && { entry: entries }),
  }
}
