import { type Static, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isCalendarDate } from '../../shared/dates.ts'
import { Problem } from './errors.ts'

/** What every list takes. */
export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        default: 25,
        description: 'How many items at the most.',
        examples: [25],
      }),
    ),
    cursor: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'The `nextCursor` of the page before.',
        examples: ['MDE5YWIzZjA'],
      }),
    ),
  },
  { additionalProperties: false },
)
export type PageQuery = Static<typeof PageQuery>

/** Where a page begins: after an identifier, newest first. Identifiers grow with time, so a page is stable under inserts. */
export interface PageRequest {
  limit: number
  after: string | undefined
  /** The `sort` of the list, where it is not the usual one: a cursor goes on in the order that it was given in. */
  sort?: string | undefined
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const places = {
  id: new RegExp(`^${uuid}$`),
  line: /^\d{1,9}$/,
  'two ids': new RegExp(`^${uuid} ${uuid}$`),
  'word and id': new RegExp(`^[a-z]+ ${uuid}$`),
  'code and id': new RegExp(`^[a-z0-9]{1,9} ${uuid}$`),
  'day and id': new RegExp(`^\\d{4}-\\d{2}-\\d{2} ${uuid}$`),
  'day and two ids': new RegExp(`^\\d{4}-\\d{2}-\\d{2} ${uuid} ${uuid}$`),
  'moment, day and two ids': new RegExp(`^\\d{1,15} \\d{4}-\\d{2}-\\d{2} ${uuid} ${uuid}$`),
}

export type Places = keyof typeof places
/** What has a place in the order of a list: by its `place`, where it has one, else by its identifier. */
export type Placed = { readonly id: string } | { readonly place: string }
/** With a field by which the list is in order: its place is that and, where that is the same, its identifier. */
function placeOf(row: Placed, by?: string): string {
  if ('place' in row) return row.place
  return by === undefined ? row.id : `${(row as unknown as Readonly<Record<string, string>>)[by]} ${row.id}`
}

/** What a cursor holds: the place and, where the list is not in its usual order, the order before it. */
const held = /^(?:sort=(?<sort>-?[a-z]{1,30}) )?(?<after>.*)$/is

/** What a client asked for; `place` is what the list is ordered by, and `sort` the order that was asked for, where it is not the usual one. */
export function pageRequest(query: PageQuery, place: Places = 'id', sort?: string): PageRequest {
  const asked = { limit: query.limit ?? 25, sort }
  if (query.cursor === undefined) return { ...asked, after: undefined }
  const groups = held.exec(Buffer.from(query.cursor, 'base64url').toString('latin1'))?.groups
  const after = groups?.after?.toLowerCase() ?? ''
  if (groups?.sort !== sort)
    throw new Problem(
      'cursor-invalid',
      'The cursor was given with another `sort`: send the one that the list was asked for with, or begin again without a cursor',
    )
  if (!places[place].test(after) || !areDays(after)) throw new Problem('cursor-invalid')
  return { ...asked, after }
}

/** Whether each part of a place that looks like a day is one of the calendar. */
const areDays = (after: string): boolean =>
  after.split(' ').every((part) => !/^\d{4}-\d{2}-\d{2}$/.test(part) || isCalendarDate(part))

/** Makes a page of `limit + 1` rows that were asked for. */
export function page<Row extends Placed>(asked: PageRequest, rows: readonly Row[], by?: string) {
  const items = rows.slice(0, asked.limit)
  const last = items.at(-1)
  if (!last || rows.length <= asked.limit) return { items, nextCursor: null }
  const place = `${asked.sort === undefined ? '' : `sort=${asked.sort} `}${placeOf(last, by)}`
  return { items, nextCursor: Buffer.from(place, 'latin1').toString('base64url') }
}

/** Says in `Link` where the next page is (RFC 8288). */
export function linkNext(request: FastifyRequest, reply: FastifyReply, cursor: string): void {
  const next = new URL(request.url, 'http://localhost')
  next.searchParams.set('cursor', cursor)
  reply.header('link', `<${next.pathname}${next.search}>; rel="next"`)
}
