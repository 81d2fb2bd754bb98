import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { constraintProblems, type ProblemCode, problems } from '../../problems.ts'
import type { Conflict, Refusal } from '../../shared/outcome.ts'
import { brokenConstraint } from '../database/broken-constraint.ts'
import { conflictFor, type Reader } from './conflict.ts'
import { faultOf } from './log.ts'

/** One field that breaks a rule. `pointer` is a JSON Pointer (RFC 6901) into what was sent. */
export interface FieldError {
  pointer: string
  code: string
  detail: string
}

/** What the client waits for by the clock: it is never told without how long. */
type WaitedOut = { [Code in ProblemCode]: (typeof problems)[Code][0] extends 429 ? Code : never }[ProblemCode]
export type PlainProblem = Exclude<ProblemCode, WaitedOut>

interface More {
  readonly errors?: readonly FieldError[]
  readonly permission?: string
  readonly conflict?: Conflict | undefined
}

/** An expected refusal on its way to the client. The message goes to the public: no personal data, no secret. */
export class Problem extends Error {
  override name = 'Problem'
  readonly code: ProblemCode
  readonly errors: readonly FieldError[]
  readonly permission: string | undefined
  readonly conflict: Conflict | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: PlainProblem, detail?: string, more?: More)
  constructor(code: WaitedOut, detail: string | undefined, more: More & { readonly retryAfterSeconds: number })
  constructor(code: ProblemCode, detail?: string, more: More & { readonly retryAfterSeconds?: number } = {}) {
    super(detail ?? problems[code][1])
    this.code = code
    this.errors = more.errors ?? []
    this.permission = more.permission
    this.conflict = more.conflict
    // Less than a second of waiting is none: whoever asks again at once is refused again.
    this.retryAfterSeconds = more.retryAfterSeconds && Math.max(1, Math.ceil(more.retryAfterSeconds))
  }

  get status(): number {
    return problems[this.code][0]
  }
}

/** What was sent breaks a rule that the contract cannot say, at one field. */
export const invalidAt = (pointer: string, detail: string, code = 'request-invalid'): Problem =>
  new Problem('request-invalid', detail, { errors: [{ pointer, code, detail }] })

/** Throws a rule's refusal as the problem it names. */
export function problemOf(refusal: Refusal<PlainProblem>): Problem {
  const errors =
    refusal.pointer === undefined ? [] : [{ pointer: refusal.pointer, code: refusal.code, detail: refusal.detail }]
  return new Problem(refusal.code, refusal.detail, { errors, conflict: refusal.conflict })
}

/** The value that a rule gave; its refusal becomes a problem. */
export function orThrow<T>(value: T | Refusal<PlainProblem>): T {
  if (typeof value === 'object' && value !== null && 'refused' in value) throw problemOf(value as Refusal<PlainProblem>)
  return value as T
}

const byFastifyCode: Readonly<Record<string, PlainProblem>> = {
  FST_ERR_VALIDATION: 'request-invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-broken',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-broken',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_BAD_URL: 'request-invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_UNDER_PRESSURE: 'service-unavailable',
  FST_ERR_HANDLER_TIMEOUT: 'service-unavailable',
  FST_ERR_REPEATED_QUERY_PARAM: 'request-invalid',
}

/**
 * PostgreSQL is away, starting, stopping, or has cut the line: class 08, 53 and 57, and Node's own socket errors.
 * Or it broke a knot of writers that waited for each other (40). Nothing was stored, and the same request may succeed.
 */
const databaseAway = /^(08|40|53|55P03|57|25P03|25P04|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT|EHOSTUNREACH)/
const databaseAwayMessage =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|not queryable|Query read timeout/

type Thrown = Partial<FastifyError> & { constraint?: string; message: string; statusCode?: number }

function problemFor(error: Thrown): Problem {
  if (error instanceof Problem) return error
  if (error.validation) {
    const where = error.validationContext ?? 'body'
    const errors = error.validation.slice(0, 50).map((failure) => fieldError(where, failure))
    return new Problem('request-invalid', errors[0] ? `${errors[0].pointer}: ${errors[0].detail}` : undefined, {
      errors,
    })
  }
  const code = error.code ?? ''
  const known = byFastifyCode[code]
  if (known) return new Problem(known)
  const broken = brokenConstraint(error, constraintProblems)
  if (broken !== undefined && constraintProblems[broken]) return new Problem(constraintProblems[broken])
  if (code === '23503') return new Problem('reference-unknown')
  if (databaseAway.test(code) || databaseAwayMessage.test(error.message)) return new Problem('service-unavailable')
  // Whatever else counts requests does it by the minute.
  if (error.statusCode === 429) return new Problem('rate-limited', undefined, { retryAfterSeconds: 60 })
  if (error.statusCode === 415) return new Problem('media-type-unsupported')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Problem('request-invalid')
  return new Problem('internal-error')
}

/** What is wrong with a field, as the validator found it. */
export function fieldError(
  where: string,
  failure: { instancePath: string; keyword: string; params: Record<string, unknown>; message?: string },
): FieldError {
  const field = failure.params.missingProperty ?? failure.params.additionalProperty ?? failure.params.tag
  const inBody = where === 'body'
  const path = typeof field === 'string' ? `${failure.instancePath}/${escapePointer(field)}` : failure.instancePath
  const detail = detailOf(failure.keyword, failure.params) ?? failure.message ?? 'is not allowed'
  return { pointer: inBody ? path || '/' : `${where}:${path || '/'}`, code: failure.keyword, detail }
}

function detailOf(keyword: string, { allowedValues }: Record<string, unknown>): string | undefined {
  if (keyword === 'additionalProperties') return 'is not a field of this request'
  if (keyword === 'enum' && Array.isArray(allowedValues)) return `must be one of ${allowedValues.join(', ')}`
  return undefined
}

/** RFC 6901 escaping; what a client sent as a field name is cut short, since it ends in an error message. */
export function escapePointer(field: string): string {
  return field.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The body of a problem (RFC 9457). */
export function problemBody(problem: Problem, requestId: string, reader?: Reader) {
  const conflict = conflictFor(problem.conflict, reader)
  return {
    type: `/problems/${problem.code}`,
    title: problems[problem.code][1],
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    instance: `urn:request:${requestId}`,
    ...(problem.permission ? { permission: problem.permission } : {}),
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...(conflict ? { conflict } : {}),
  }
}

/** The headers that a problem brings with it. */
export function withHeadersOf(problem: Problem, reply: FastifyReply): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  const after = problem.retryAfterSeconds ?? (problem.status === 503 ? 2 : undefined)
  if (after !== undefined) reply.header('retry-after', String(after))
  return reply.code(problem.status)
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  return withHeadersOf(problem, reply)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.id, request.actor))
}

/** The problem that an error is told as. What is not expected is logged whole and told as nothing but 500. */
export function problemTold(error: Thrown, request: FastifyRequest): Problem {
  const problem = problemFor(error)
  if (problem.code === 'internal-error') request.log.error({ err: error }, 'unexpected error')
  else if (problem.code === 'service-unavailable') request.log.warn(faultOf(error), 'not available')
  return problem
}

/** What Fastify itself refuses before a route is found: a URL that cannot be decoded, a path segment without end. */
export function frameworkProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(problemFor(error), request, reply)
}

/** The one place where an error becomes an answer; FHIR has one of its own, which asks the same. */
export const errorsPlugin = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler((error: Thrown, request, reply) => sendProblem(problemTold(error, request), request, reply))
    app.setNotFoundHandler((request, reply) => sendProblem(new Problem('route-not-found'), request, reply))
  },
  { name: 'errors' },
)
