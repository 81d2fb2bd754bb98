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
  readonly description?: string
  readonly 'x-problem-codes'?: Readonly<Record<string, string>>
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content & { readonly required?: boolean }
  readonly responses: Readonly<Record<string, Answer>>
}
type Answer = Content & { readonly $ref?: string }

/** Of an OpenAPI document, what a client can trip over. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Schemas; readonly responses?: Readonly<Record<string, Content>> }
}

/**
 * What of a contract breaks those who built on the one before, by the changelog's own words for it. Which case role may do what, and which problem comes
 * when, are not in the documents: that a problem is new is found, and whether it refuses what was accepted before is for the changelog to say.
 */
export function breaksOf(before: Contract, after: Contract): Break[] {
  const schemas = new SchemaBreaks(before.components.schemas, after.components.schemas)
  const found: Break[] = []
  const now = operationsOf(after)
  for (const [id, was] of operationsOf(before)) {
    const is = now.get(id)
    const say: Say = (what, name, more) =>
      found.push({ where: id, owner: id, names: name === undefined ? [] : [name], what, ...more })
    if (!is) say('is gone')
    else if (was.at !== is.at) say(`is ${is.at} instead of ${was.at}`)
    if (!is) continue
    compareOperation(was.operation, is.operation, schemas, say)
    compareRefusals(was.operation, is.operation, say)
    for (const [status, answer] of Object.entries(was.operation.responses)) {
      const now = is.operation.responses[status]
      if (now) compareContent(answerOf(answer, before), answerOf(now, after), 'answer', id, schemas, say)
    }
  }
  return [...found, ...schemas.found]
}

function operationsOf({ paths }: Contract): Map<string, { at: string; operation: Operation }> {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
  return new Map(all.map((one) => [one.operation.operationId, one]))
}

type Say = (what: string, name?: string, more?: { readonly mayBeFine: true }) => void

function compareOperation(was: Operation, is: Operation, schemas: SchemaBreaks, say: Say): void {
  compareParameters(was, is, schemas, say)
  const { operationId: id, requestBody: body } = was
  if (body) compareContent(body, is.requestBody ?? {}, 'request', id, schemas, say)
  if (is.requestBody?.required && !body?.required) say('needs a body')
}

/** Who may ask, and what they may be told instead of what they asked for. */
function compareRefusals(was: Operation, is: Operation, say: Say): void {
  const needed = permissionOf(is)
  if (needed !== undefined && needed !== permissionOf(was)) say(`needs the permission ${needed}`, needed)
  for (const [what, before, after] of [
    ['status', was.responses, is.responses],
    ['code', was['x-problem-codes'] ?? {}, is['x-problem-codes'] ?? {}],
  ] as const) {
    for (const gone of without(before, after)) say(`does not answer ${what} ${gone} any more`, gone)
    for (const fresh of without(after, before)) say(`can answer ${what} ${fresh}`, fresh, { mayBeFine: true })
  }
}

const permissionOf = ({ description = '' }: Operation) => /^Permission: `(.+)`\.$/m.exec(description)?.[1]
const without = (one: object, other: object) => Object.keys(one).filter((key) => !(key in other))

function answerOf({ $ref, ...answer }: Answer, { components }: Contract): Content {
  if (!$ref) return answer
  const named = components.responses?.[$ref.slice($ref.lastIndexOf('/') + 1)]
  if (!named) throw new Error(`${$ref} is not in the contract`)
  return named
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
