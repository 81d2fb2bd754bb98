import type { PageRequest } from '../http/pages.ts'
import { eachOf } from './prepared.ts'
import type { Given, Slots } from './slots.ts'

/** The places of a list for its page: where it goes on, which stands in later pages alone, and how many rows are asked for. */
export type PagePlaces = Slots<{ after: string; rows: number }>
export type Which = 'first' | 'later'

/** A first page has nowhere to go on from: it is a statement of its own. */
export function eachPage<Statement>(make: (which: Which) => Statement): (page: PageRequest) => Statement {
  const statement = eachOf(make)
  return ({ after }) => statement(after === undefined ? 'first' : 'later')
}

/** One row more than the page, which tells whether there is another. */
export const placesOf = ({ after = '', limit }: PageRequest): Given<PagePlaces> => ({ after, rows: limit + 1 })
