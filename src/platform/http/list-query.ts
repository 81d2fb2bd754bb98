import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './errors.ts'
import { mostDaysSince } from './list-grammar.ts'
import { linkNext, type PageQuery, type Places } from './pages.ts'

/** The parameters of a query, with more of them. */
export const withFields = ({ properties }: TObject, more: TSchema) =>
  Type.Object({ ...properties, ...(more as TObject).properties }, { additionalProperties: false })

/** What a list is narrowed to: what was asked for beside the page. */
export function filterIn(query: unknown): object {
  const { limit: _, cursor: __, ...filter } = query as PageQuery
  return filter
}

/** Refuses to look for what changed since longer ago than a list tells of. */
export function requireLately(query: unknown, now: Date): void {
  const { updatedSince: since } = query as { readonly updatedSince?: string }
  if (since === undefined || now.getTime() - Date.parse(since) <= mostDaysSince * 86_400_000) return
  throw new Problem('request-invalid', 'A list is asked for what changed lately', {
    errors: [
      {
        pointer: 'querystring:/updatedSince',
        code: 'request-invalid',
        detail: `must be within the last ${mostDaysSince} days`,
      },
    ],
  })
}

/** By which of the fields of its items a list can be asked for, and what a row else has its place by. */
export interface Orders {
  readonly days?: readonly string[] | undefined
  readonly codes?: readonly string[] | undefined
  readonly place?: Places | undefined
}

/** By which field a list is asked for, if by one, and what its rows have their place by then. */
export function orderIn(query: unknown, { days, codes, place }: Orders): { by?: string; place: Places | undefined } {
  const { sort } = query as { readonly sort?: string }
  const asked = (fields: readonly string[] = []) => fields.find((one) => one === sort?.replace('-', ''))
  const [day, code] = [asked(days), asked(codes)]
  if (day !== undefined) return { by: day, place: place === 'two ids' ? 'day and two ids' : 'day and id' }
  return code === undefined ? { place } : { by: code, place: 'code and id' }
}

/** The order that was asked for, where it is not the usual one, which is the first that the list has. */
export function unusualSort(query: unknown, filter: TObject | undefined): string | undefined {
  const { sort } = query as { readonly sort?: string }
  const [usual] = (filter?.properties.sort as { readonly enum?: readonly string[] } | undefined)?.enum ?? []
  return sort === usual ? undefined : sort
}

/** The same answer; where it has a next page, that is told in `Link` as well. */
export function linked<T>(request: FastifyRequest, reply: FastifyReply, answer: T): T {
  if (typeof answer === 'object' && answer && 'nextCursor' in answer && typeof answer.nextCursor === 'string')
    linkNext(request, reply, answer.nextCursor)
  return answer
}
