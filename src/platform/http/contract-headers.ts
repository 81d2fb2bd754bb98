import type { FastifySchema, RouteOptions } from 'fastify'
import { daysAnswersAreKept } from '../work/retention.ts'
import { problemResponses } from './problem-responses.ts'
import { problemsOf } from './problems-of.ts'

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  pattern: '^[\\x21-\\x7e]+$',
  description: `A key of your own for this request. Sent again with the same request within ${daysAnswersAreKept} days of the first, it gets the stored answer and nothing is done twice; where the answer held a secret, it is told that it was done. After ${daysAnswersAreKept} days it is a new request.`,
  examples: ['3f0c2b9e-6f0a-4a57-9f5e-0a1c5a3d7b11'],
}
const ifMatch = {
  type: 'string',
  maxLength: 1000,
  description:
    'The `ETag` of what you read and want to change, or a list of them; `*` for whatever is there (RFC 9110). Where it has changed since, nothing is done (412).',
  examples: ['"1"'],
}
const named = (description: string, example: string) => ({
  type: 'string',
  maxLength: 64,
  pattern: '^[A-Za-z0-9._-]{1,64}$',
  description,
  examples: [example],
})
const requestId = named(
  'Your own name for this request, to find it by; without one the service makes one.',
  '6a1f2c0e-2f53-4c0b-9c1d-0a1c5a3d7b11',
)
const correlationId = named('Your name for all requests that belong together.', 'b7e1c1d4')

const text = (description: string) => ({ type: 'string', description })
const whole = (description: string) => ({ type: 'integer', description })
/** A file never changes. */
export const fileETag = text(
  'The hash of the file, to send as `If-None-Match`: who has it already is not sent it again (304).',
)
const etag = text('The version, to send as `If-Match` when you change it.')
const location = text('Where the new thing is; with `answer-not-kept`, where that is which was made before.')
const link = text('The next page, as `rel="next"` (RFC 8288), where there is one.')
const replayed = text('`true` where this is the stored answer to an earlier request with the same key.')
const retryAfter = whole('After so many seconds the same request may succeed.')
const ofEvery = {
  'X-Request-ID': text('The name of this request: yours, or one that the service made.'),
  'X-Correlation-ID': text('Your own, where you sent one.'),
}
const rateLimits = {
  'RateLimit-Limit': whole('How many requests a minute you may send.'),
  'RateLimit-Remaining': whole('How many of them are left.'),
  'RateLimit-Reset': whole('After so many seconds all of them are there again.'),
}

const ofWhatGoes = {
  Deprecation: text('Since when it is said that this will go, as `@` and seconds since 1970 (RFC 9745).'),
  Sunset: text('Until when it works at the least (RFC 8594).'),
}

/** What has a version is told with its ETag. */
const versioned = new Set([
  ...['NotificationPreferences', 'SafeContact', 'Webhook'],
  'CrisisContingencyInForce',
  ...['Appeal', 'AppealDecided', 'Case', 'CaseOpened', 'CaseSummary', 'ConflictDeclared', 'CurrentService'],
  'ExpressionDecided',
  ...['ExpressionOfInterest', 'NeedsAssessment', 'Person', 'PlanDecided', 'Review', 'ReviewDone', 'SchemeDraft'],
  ...['Resource', 'SupportPlan', 'SupportPlanSigned'],
])

/**
 * The headers that an operation takes and gives, and what they can lead to, told in the contract. They are checked where they
 * are used, not by a schema, so that each has its own problem code.
 */
export function withHeaders(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const { permission, keyRequired, everyTime, deprecated, ifMatchRequired, ifMatchTaken } = route.config ?? {}
  const isPost = route.method === 'POST'
  const own: Record<string, object & { headers?: object }> = {
    ...(isPost && permission ? problemResponses(409, 422) : {}),
    ...(schema.response as object),
  }
  const isList = 'cursor' in ((schema.querystring as { properties?: object } | undefined)?.properties ?? {})
  const codes = problemsOf({
    id: (schema as { operationId?: string }).operationId ?? '',
    hasPermission: permission !== undefined,
    hasParams: schema.params !== undefined,
    hasBody: schema.body !== undefined,
    isPost: isPost && permission !== undefined,
    isList,
    key: keyRequired ?? false,
    ifMatch: (ifMatchRequired ?? ifMatchTaken) === true,
    ifMatchRequired: ifMatchRequired ?? false,
  })
  const given = (status: string, of: object) => ({
    ...ofEvery,
    ...rateLimits,
    ...(status === '201' ? { Location: location } : {}),
    ...(status === '409' && 'answer-not-kept' in codes ? { Location: location } : {}),
    ...(status.startsWith('2') && versioned.has(nameOf(of)) ? { ETag: etag } : {}),
    ...(isPost && permission && status.startsWith('2') ? { 'Idempotency-Replayed': replayed } : {}),
    ...(isList && status === '200' ? { Link: link } : {}),
    ...(deprecated ? ofWhatGoes : {}),
    ...(status === '429' || status === '503' ? { 'Retry-After': retryAfter } : {}),
  })
  const response = Object.fromEntries(
    Object.entries(own).map(([status, of]) => [status, { ...of, headers: { ...of.headers, ...given(status, of) } }]),
  )
  const told = {
    ...schema,
    'x-problem-codes': codes,
    // It has no stored answer: whoever got none looks first what came of it.
    ...(everyTime ? { 'x-done-each-time': true } : {}),
    response,
  }
  if (!permission) return told
  const properties = {
    ...(isPost ? { 'idempotency-key': idempotencyKey } : {}),
    ...(ifMatchRequired || ifMatchTaken ? { 'if-match': ifMatch } : {}),
    'x-request-id': requestId,
    'x-correlation-id': correlationId,
  }
  const required = [...(keyRequired ? ['idempotency-key'] : []), ...(ifMatchRequired ? ['if-match'] : [])]
  return { ...told, headers: { type: 'object', properties, required } }
}

/** The name of the schema of an answer. */
function nameOf({ $ref }: { $ref?: string }): string {
  return $ref?.replace('#', '') ?? ''
}
