import type { FastifySchema, RouteOptions } from 'fastify'
import { problemResponses } from './problem-responses.ts'

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  pattern: '^[\\x21-\\x7e]+$',
  description:
    'A key of your own for this request. Sent again with the same request, it gets the stored answer and nothing is done twice.',
  examples: ['3f0c2b9e-6f0a-4a57-9f5e-0a1c5a3d7b11'],
}
const ifMatch = {
  type: 'string',
  maxLength: 20,
  description: 'The `ETag` of what you read and want to change.',
  examples: ['"1"'],
}
const etag = { type: 'string', description: 'The version, to send as `If-Match` when you change it.' }
const location = { type: 'string', description: 'Where the new thing is.' }
const link = { type: 'string', description: 'The next page, as `rel="next"` (RFC 8288), where there is one.' }

/**
 * The headers that an operation takes and gives, and what they can lead to, told in the contract. They are checked where they
 * are used, not by a schema, so that each has its own problem code.
 */
export function withHeaders(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const { permission, keyRequired, ifMatchRequired } = route.config ?? {}
  if (!permission) return schema
  const isPost = route.method === 'POST'
  const properties = {
    ...(isPost ? { 'idempotency-key': idempotencyKey } : {}),
    ...(ifMatchRequired ? { 'if-match': ifMatch } : {}),
  }
  const required = [...(keyRequired ? ['idempotency-key'] : []), ...(ifMatchRequired ? ['if-match'] : [])]
  const isList = 'cursor' in ((schema.querystring as { properties?: object } | undefined)?.properties ?? {})
  const given = (status: string) => ({
    ...(status === '201' ? { Location: location } : {}),
    ...(ifMatchRequired && status === '200' ? { ETag: etag } : {}),
    ...(isList && status === '200' ? { Link: link } : {}),
  })
  const response = { ...(isPost ? problemResponses(409, 422) : {}), ...(schema.response as Record<string, object>) }
  return {
    ...schema,
    ...(Object.keys(properties).length > 0 ? { headers: { type: 'object', properties, required } } : {}),
    response: Object.fromEntries(
      Object.entries(response).map(([status, of]) => {
        const headers = given(status)
        return [status, Object.keys(headers).length > 0 ? { ...of, headers } : of]
      }),
    ),
  }
}
