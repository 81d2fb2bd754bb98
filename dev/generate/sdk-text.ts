import { isJson } from '../../src/shared/media-types.ts'
import type { OpenapiDocument } from './contract-text.ts'

/** An operation as the client sends it: all that it needs to know of it while it runs. */
interface Sent {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  /** `none` where the operation sends nothing, `file` where it takes bytes as they are, `lines` where they may be a string as well. */
  readonly body: 'none' | 'json' | 'merge-patch' | 'file' | 'lines'
  /** Whether what it answers can be too long to be held. */
  readonly answer: 'stream' | 'each-time' | undefined
  readonly says: string
}

interface Parameter {
  readonly name: string
  readonly in: string
}

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly 'x-done-each-time'?: boolean
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Record<string, unknown> }
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>
}

const lines = 'application/x-ndjson'
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/**
 * The contract without what the client does for its users: keys, names of requests, headers of answers, and problems, which are one type. What is left is
 * what they write and read.
 */
export function contractOfClient(document: OpenapiDocument): object {
  const { components, paths, ...rest } = structuredClone(document) as unknown as {
    components: { schemas: object; securitySchemes: object }
    paths: Record<string, Record<string, Operation>>
  }
  const kept = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      methods.flatMap((method) => {
        const operation = item[method]
        return operation ? [[method, withoutPlumbing(operation)]] : []
      }),
    ),
  ])
  const { schemas, securitySchemes } = components
  return { ...rest, components: { schemas, securitySchemes }, paths: Object.fromEntries(kept) }
}

function withoutPlumbing(operation: Operation): Operation {
  const parameters = operation.parameters?.filter(({ name, in: place }) => place !== 'header' || name === 'if-match')
  const done = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
  return {
    ...operation,
    ...(parameters ? { parameters } : {}),
    responses: Object.fromEntries(
      done.map(([status, { description, content }]) => [status, { description, ...(content ? { content } : {}) }]),
    ),
  }
}

/** The module with each operation as a function of the client, documented as the contract documents it, and how it is sent. */
export function operationsModule(document: OpenapiDocument): string {
  const operations = listOperations(document)
  const calls = operations.map(
    ({ operationId, says }) => `  /** ${says} */\n  readonly ${operationId}: Call<'${operationId}'>`,
  )
  const rows = operations.map(
    ({ operationId, method, path, query, body, answer }) =>
      `  ${operationId}: ['${method}', '${path}', [${query.map((name) => `'${name}'`).join(', ')}], '${body}'${answer === undefined ? '' : `, '${answer}'`}],`,
  )
  return `// Written by \`npm run sdk\` from openapi/openapi.json.
import type { Call } from './call.ts'

export interface Operations {
${calls.join('\n')}
}

/** Of each operation: its method, its path, what it takes in the query, what its body is, and whether it answers a stream or is done each time it is sent. */
export const sent: { readonly [Name in keyof Operations]: Sent } = {
${rows.join('\n')}
}
export type Sent = readonly [
  method: string,
  path: string,
  query: readonly string[],
  body: 'none' | 'json' | 'merge-patch' | 'file' | 'lines',
  how?: 'stream' | 'each-time',
]
`
}

function listOperations({ paths }: OpenapiDocument): Sent[] {
  const found: Sent[] = []
  for (const [path, item] of Object.entries(paths as unknown as Record<string, Record<string, Operation>>))
    for (const method of methods) {
      const operation = item[method]
      if (operation) found.push(sentOf(path, method, operation))
    }
  return found.sort((one, other) => (one.operationId < other.operationId ? -1 : 1))
}

function sentOf(path: string, method: string, operation: Operation): Sent {
  const { operationId, summary, description, parameters = [], requestBody } = operation
  const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const named = [...query, ...parameters.filter((one) => one.in === 'path').map(({ name }) => name)]
  // They share an object in the client.
  const twice = ['body', 'ifMatch', ...named].find((name, index, all) => all.indexOf(name) !== index)
  if (twice) throw new Error(`${operationId} has two parameters of the name ${twice}`)
  const says = [summary, description].filter(Boolean).join('. ').replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')
  const isStream = Object.entries(operation.responses).some(
    ([status, { content = {} }]) => status.startsWith('2') && lines in content,
  )
  const answer = isStream ? 'stream' : operation['x-done-each-time'] ? 'each-time' : undefined
  return { operationId, method: method.toUpperCase(), path, query, body: bodyOf(requestBody?.content), answer, says }
}

function bodyOf(content: Record<string, unknown> | undefined): Sent['body'] {
  if (!content) return 'none'
  const types = Object.keys(content)
  if (!types.some(isJson)) return types.includes(lines) ? 'lines' : 'file'
  return types.includes('application/json') ? 'json' : 'merge-patch'
}
