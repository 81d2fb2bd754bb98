import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type {
  FastifyBaseLogger,
  FastifyContextConfig,
  FastifyInstance,
  FastifySchema,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Permission } from '../../permissions.ts'
import { Id } from '../../shared/schema.ts'
import type { tags } from './openapi.ts'
import { problemResponses } from './problem-responses.ts'

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
  else if (spec.problems?.includes(412)) config.ifMatchTaken = true
  const full = {
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: [spec.description, `Permission: \`${spec.permission}\`.`].filter(Boolean).join('\n\n'),
    ...schema,
    response: { ...(schema.response as object), ...problemResponses(...statuses, ...preconditions) },
  }
  return { config, schema: full as unknown as S }
}

/** The path parameters of an operation: identifiers, by name. */
export function idParams<const Names extends string>(...names: readonly Names[]) {
  // Written out, since a reference would lose its own description.
  const { $id: _, ...inline } = Id
  const param = (name: string) => ({ ...inline, description: `The identifier of the ${inWords(name)}.` })
  return Type.Object(Object.fromEntries(names.map((name) => [name, param(name)])) as Record<Names, typeof Id>, {
    additionalProperties: false,
  })
}

/** `supportPlanId` is the identifier of the support plan. */
function inWords(name: string): string {
  return name.replace(/Id$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
