import { type Static, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
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
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const places = { id: new RegExp(`^${uuid}$`), 'two ids': new RegExp(`^${uuid} ${uuid}$`) }

/** What a client asked for; `place` is what the list is ordered by. */
export function pageRequest(query: PageQuery, place: keyof typeof places = 'id'): PageRequest {
  if (query.cursor === undefined) return { limit: query.limit ?? 25, after: undefined }
  const after = Buffer.from(query.cursor, 'base64url').toString('latin1').toLowerCase()
  if (!places[place].test(after)) throw new Problem('cursor-invalid')
  return { limit: query.limit ?? 25, after }
}

/** Makes a page of `limit + 1` rows that were asked for, and says in `Link` where the next one is (RFC 8288). */
export function page<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: PageRequest,
  rows: readonly T[],
  idOf: (row: T) => string,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, asked.limit)
  const last = items.at(-1)
  if (rows.length <= asked.limit || !last) return { items, nextCursor: null }
  const nextCursor = Buffer.from(idOf(last), 'latin1').toString('base64url')
  const next = new URL(request.url, 'http://localhost')
  next.searchParams.set('cursor', nextCursor)
  reply.header('link', `<${next.pathname}${next.search}>; rel="next"`)
  return { items, nextCursor }
}
