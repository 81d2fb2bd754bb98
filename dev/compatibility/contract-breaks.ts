import { type Break, type Schema, SchemaBreaks, type Schemas } from './schema-breaks.ts'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}
interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema: Schema
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content & { readonly required?: boolean }
  readonly responses: Readonly<Record<string, Content>>
}

/** Of an OpenAPI document, what a client can trip over. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Schemas }
}

/**
 * What of a contract breaks those who built on the one before, by the changelog's own words for it. Permissions, and which problem comes when,
 * are not in the documents and are not compared.
 */
export function breaksOf(before: Contract, after: Contract): Break[] {
  const schemas = new SchemaBreaks(before.components.schemas, after.components.schemas)
  const found: Break[] = []
  const now = operationsOf(after)
  for (const [id, was] of operationsOf(before)) {
    const is = now.get(id)
    const say = (what: string, name?: string) => found.push({ where: id, names: [id, ...(name ? [name] : [])], what })
    if (!is) say('is gone')
    else if (was.at !== is.at) say(`is ${is.at} instead of ${was.at}`)
    if (is) compareOperation(was.operation, is.operation, schemas, say)
  }
  return [...found, ...schemas.found]
}

function operationsOf({ paths }: Contract): Map<string, { at: string; operation: Operation }> {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
  return new Map(all.map((one) => [one.operation.operationId, one]))
}

type Say = (what: string, name?: string) => void

function compareOperation(was: Operation, is: Operation, schemas: SchemaBreaks, say: Say): void {
  compareParameters(was, is, schemas, say)
  const { operationId: id, requestBody: body } = was
  if (body) compareContent(body, is.requestBody ?? {}, 'request', id, schemas, say)
  if (is.requestBody?.required && !body?.required) say('needs a body')
  for (const [status, answer] of Object.entries(was.responses).filter(([status]) => status.startsWith('2'))) {
    const now = is.responses[status]
    if (now) compareContent(answer, now, 'answer', id, schemas, say)
    else say(`does not answer ${status} any more`)
  }
}

const keyOf = (parameter: Parameter) => `${parameter.in} ${parameter.name}`

function compareParameters(was: Operation, is: Operation, schemas: SchemaBreaks, say: Say): void {
  const [before, after] = [was, is].map(({ parameters = [] }) => new Map(parameters.map((one) => [keyOf(one), one])))
  for (const [key, parameter] of before ?? []) {
    const now = after?.get(key)
    if (now) schemas.compare(parameter.schema, now.schema, 'request', `${was.operationId}/${parameter.name}`)
    else say(`does not take ${key} any more`, parameter.name)
  }
  for (const [key, parameter] of after ?? [])
    if (parameter.required && !before?.get(key)?.required) say(`needs ${key}`, parameter.name)
}

function compareContent(
  was: Content,
  is: Content,
  direction: 'request' | 'answer',
  id: string,
  schemas: SchemaBreaks,
  say: Say,
): void {
  for (const [type, { schema = {} }] of Object.entries(was.content ?? {})) {
    const now = is.content?.[type]
    if (now) schemas.compare(schema, now.schema ?? {}, direction, id)
    else say(`${direction === 'request' ? 'does not take' : 'does not give'} ${type} any more`)
  }
}
