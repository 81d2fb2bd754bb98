import { type TProperties, type TSchema, Type } from '@sinclair/typebox'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type View, viewOfPermission } from '../../permission-views.ts'
import type { Permission } from '../../permissions.ts'
import type { LocalDate } from '../../shared/dates.ts'
import { Id } from '../../shared/schema.ts'
import type { tags } from './openapi.ts'
import type { Answering } from './operation.ts'
import { problemResponses } from './problem-responses.ts'

export type Tag = (typeof tags)[number][0]

/** One operation of the contract as data: what it takes, what it gives, and how it is answered. */
export interface Operation {
  /** The operationId; a write is in the file of that name. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly permission: Permission
  /** What of a person's record it is about, where its permission does not say so. */
  readonly view?: View
  /** It changes something. */
  readonly writes?: true
  readonly problems?: readonly (403 | 404 | 409 | 410 | 412 | 422)[]
  /** Where it is of another part of the contract than its table. */
  readonly tag?: Tag
  /** Money or a decision moves: the Idempotency-Key is required. */
  readonly key?: 'required'
  /** Done each time it is sent, key or not. */
  readonly everyTime?: boolean
  /** It will go: since when that is said, and until when it works at the least. The description says what replaces it. */
  readonly deprecated?: { readonly since: LocalDate; readonly sunset: LocalDate }
  /** The change needs If-Match. */
  readonly ifMatch?: 'required'
  /** Path parameters that are no identifiers. */
  readonly params?: TProperties
  readonly query?: TSchema
  readonly body?: TSchema
  /** The body is a file, not JSON. */
  readonly takesFile?: true
  /** The body is many lines, not JSON. */
  readonly takesLines?: true
  /** What was recorded is answered as it is: it need not fit the schemas of today, and to try each member of a union takes long. */
  readonly asStored?: true
  /** How long an answer may take, where it waits for something that is asked for. */
  readonly mostSeconds?: number
  readonly responses: Readonly<Record<number, object>>
  readonly answer: (platform: Answering, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/** An operation that has its place in the contract. */
export type Tagged = Operation & { readonly tag: Tag }

/** What of a record an operation is about; null where it is about none. */
export const viewOf = ({ permission, view }: Operation): View | null => view ?? viewOfPermission[permission]

/** Has the app answer an operation: a route with its permission, its schemas and every status that it can give. */
export function addRoute(app: FastifyInstance, platform: Answering, operation: Tagged): void {
  const { id, method, path, summary, permission, body, query, problems = [] } = operation
  const params = paramsOf(operation)
  const { writes = false } = operation
  const config: FastifyContextConfig = { permission, view: viewOf(operation), writes }
  if (operation.takesFile) config.takesFile = true
  if (operation.takesLines) config.takesLines = true
  if (operation.key) config.keyRequired = true
  if (operation.everyTime) config.everyTime = true
  if (operation.deprecated) config.deprecated = true
  if (operation.ifMatch) config.ifMatchRequired = true
  else if (problems.includes(412)) config.ifMatchTaken = true
  const refusals = problemResponses(
    ...problems,
    ...(params ? ([404] as const) : []),
    ...(body ? ([413, 415] as const) : []),
    ...(operation.ifMatch ? ([412, 428] as const) : []),
  )
  const schema = {
    operationId: id,
    tags: [operation.tag],
    summary,
    description: [operation.description, `Permission: \`${permission}\`.`].filter(Boolean).join('\n\n'),
    ...(operation.deprecated && { deprecated: true }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { ...operation.responses, ...refusals },
  }
  app.route({
    method,
    url: path,
    config,
    schema,
    ...(operation.deprecated && { onRequest: saysThatItGoes(operation.deprecated) }),
    ...(operation.mostSeconds && { handlerTimeout: operation.mostSeconds * 1_000 }),
    ...(operation.asStored && { serializerCompiler: () => JSON.stringify }),
    handler: (request, reply) => operation.answer(platform, request, reply),
  })
}

/** Tells with each answer that the operation will go (RFC 9745), and when it stops to work (RFC 8594). */
function saysThatItGoes({ since, sunset }: NonNullable<Operation['deprecated']>): onRequestHookHandler {
  const headers = {
    deprecation: `@${Date.parse(since) / 1_000}`,
    sunset: new Date(sunset).toUTCString(),
  }
  return (_request, reply, done) => {
    reply.headers(headers)
    done()
  }
}

/** The names of the path parameters, in their order. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

function paramsOf({ path, params: own = {} }: Operation) {
  // Written out, since a reference would lose its own description.
  const { $id: _, ...inline } = Id
  const param = (name: string) => own[name] ?? { ...inline, description: `The identifier of the ${inWords(name)}.` }
  const names = namesIn(path)
  if (names.length === 0) return undefined
  return Type.Object(Object.fromEntries(names.map((name) => [name, param(name)])), { additionalProperties: false })
}

/** `supportPlanId` is the identifier of the support plan. */
function inWords(name: string): string {
  return name.replace(/Id$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
