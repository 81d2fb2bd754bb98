import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type {
  FastifyBaseLogger,
  FastifyContextConfig,
  FastifyInstance,
  FastifySchema,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Permission } from '../permissions.ts'
import { id } from '../shared/schema.ts'
import { problemResponses, type tags } from './openapi.ts'

/** A Fastify instance whose handlers take their types from the schemas. */
export type TypedApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

interface Spec<S extends FastifySchema> {
  /** The operationId: the name of the file that holds the operation, in camelCase. */
  id: string
  tag: (typeof tags)[number][0]
  summary: string
  description?: string
  permission: Permission
  /** Money or a decision moves: the Idempotency-Key is required. */
  key?: 'required'
  /** The change needs If-Match. */
  ifMatch?: 'required'
  problems?: readonly (403 | 404 | 409 | 412 | 422)[]
  schema: S
}

/** One operation of the contract: the permission it asks for, what it takes, and every status it can give. */
export function operation<const S extends FastifySchema>(spec: Spec<S>): { config: FastifyContextConfig; schema: S } {
  const { schema } = spec
  const hasBody = schema.body !== undefined
  const statuses = [
    ...(spec.problems ?? []),
    ...(schema.params ? ([404] as const) : []),
    ...(hasBody ? ([413, 415] as const) : []),
  ]
  const preconditions = spec.ifMatch ? ([412, 428] as const) : []
  const config: FastifyContextConfig = { permission: spec.permission }
  if (spec.key) config.keyRequired = true
  if (spec.ifMatch) config.ifMatchRequired = true
  const full = {
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: `${spec.description ?? spec.summary}\n\nPermission: \`${spec.permission}\`.`,
    ...schema,
    response: { ...(schema.response as object), ...problemResponses(...statuses, ...preconditions) },
  }
  return { config, schema: full as unknown as S }
}

/** The path parameters of an operation: identifiers, by name. */
export function idParams<const Names extends string>(...names: readonly Names[]) {
  return Type.Object(Object.fromEntries(names.map((name) => [name, id()])) as Record<Names, ReturnType<typeof id>>, {
    additionalProperties: false,
  })
}

export type In<S extends TSchema> = Static<S>
