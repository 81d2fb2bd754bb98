import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { linkNext, type PageQuery } from './pages.ts'

/** The parameters of a query, with more of them. */
export const withFields = ({ properties }: TObject, more: TSchema) =>
  Type.Object({ ...properties, ...(more as TObject).properties }, { additionalProperties: false })

/** What a list is narrowed to: what was asked for beside the page. */
export function filterIn(query: unknown): object {
  const { limit: _, cursor: __, ...filter } = query as PageQuery
  return filter
}

/** By which of these days a list is asked for. */
export const sortedBy = (query: unknown, days: readonly string[]): string | undefined =>
  days.find((one) => one === (query as { readonly sort?: string }).sort?.replace('-', ''))

/** The same answer; where it has a next page, that is told in `Link` as well. */
export function linked<T>(request: FastifyRequest, reply: FastifyReply, answer: T): T {
  if (typeof answer === 'object' && answer && 'nextCursor' in answer && typeof answer.nextCursor === 'string')
    linkNext(request, reply, answer.nextCursor)
  return answer
}
