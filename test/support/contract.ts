import { Ajv2020 } from 'ajv/dist/2020.js'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { lineExample } from '../../src/platform/http/sent-lines.ts'

export interface Operation {
  readonly operationId: string
  readonly method: string
  /** As in the contract: `/v1/cases/{caseId}`. */
  readonly path: string
  readonly permission: string | undefined
  readonly tags: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
  /** The codes of the problems that it can give. */
  readonly problemCodes: readonly string[]
  readonly responses: Readonly<Record<string, Response>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly example?: unknown
  readonly schema: Schema
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> }
  readonly const?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: unknown
  readonly minItems?: number
  readonly minimum?: number
}

interface Response {
  readonly $ref?: string
  readonly description: string
  readonly content?: Readonly<Record<string, { schema: Schema }>>
  readonly headers?: Readonly<Record<string, unknown>>
}

export interface Document {
  readonly openapi: string
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path' | 'problemCodes'>>>>
  >
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, Response>>
  }
}

/** The headers that a client acts on. */
const told = [
  ...['etag', 'idempotency-replayed', 'link', 'location', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'],
  ...['retry-after', 'x-correlation-id', 'x-request-id'],
]

interface Answered {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  readonly body: unknown
  readonly headers: Headers
}

/** The contract as the running service publishes it, to hold every answer against. */
export class Contract {
  readonly document: Document
  readonly operations: readonly Operation[]
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: true })
  readonly #matchers: readonly { operation: Operation; matches: RegExp }[]

  constructor(document: object) {
    this.document = document as Document
    // The package is CommonJS: its function is the default of its default.
    ;(formats as unknown as { default: FormatsPlugin }).default(this.#ajv)
    this.#ajv.addSchema(withoutUntoldFields(this.document), 'contract')
    this.operations = operationsOf(this.document)
    // Where a fixed word and a parameter both fit, the word is meant.
    this.#matchers = this.operations
      .map((operation) => ({ operation, matches: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
      .sort((a, b) => parametersIn(a.operation) - parametersIn(b.operation))
  }

  operationAt(method: string, path: string): Operation | undefined {
    const { pathname } = new URL(path, 'http://localhost')
    return this.#matchers.find(({ operation, matches }) => operation.method === method && matches.test(pathname))
      ?.operation
  }

  operation(operationId: string): Operation {
    const found = this.operations.find((operation) => operation.operationId === operationId)
    if (!found) throw new Error(`the contract has no operation ${operationId}`)
    return found
  }

  /** What in an answer breaks the contract, in a sentence; undefined where nothing does. */
  faultOf({ method, path, status, contentType, body, headers }: Answered): string | undefined {
    const operation = this.operationAt(method, path)
    if (!operation) return undefined
    const response = operation.responses[String(status)]
    if (!response) return `${operation.operationId} does not list the status ${status}`
    const known = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase())
    const untold = told.find((name) => headers.has(name) && !known.includes(name))
    if (untold) return `${operation.operationId} ${status} does not list the header ${untold}`
    const type = contentType?.split(';')[0] ?? ''
    if (!response.content) return contentType === null ? undefined : `${operation.operationId} ${status} has no body`
    if (!response.content[type]) return `${operation.operationId} ${status} is not of the type ${type || '(none)'}`
    const isProblem = type === 'application/problem+json'
    const place = isProblem
      ? ['components', 'responses', `Problem${status}`]
      : ['paths', operation.path, method.toLowerCase(), 'responses', status]
    const pointer = [...place, 'content', type, 'schema']
    const validate = this.#ajv.getSchema(`contract#/${pointer.map(escaped).join('/')}`)
    if (!validate) throw new Error(`the contract's schema at ${pointer.join(' ')} cannot be read`)
    if (validate(body)) return undefined
    return `${operation.operationId} ${status} breaks its schema: ${this.#ajv.errorsText(validate.errors)}`
  }

  /** What in the facts of an event breaks the contract, in a sentence; undefined where nothing does, or where it has no such type. */
  faultOfFacts(type: string, facts: unknown): string | undefined {
    const $ref = this.document.components.schemas.Event?.discriminator?.mapping?.[type]
    if (!$ref) return undefined
    const validate = this.#ajv.getSchema(`contract${this.#resolve($ref).properties?.facts?.$ref}`)
    if (!validate) throw new Error(`the contract has no facts of ${type}`)
    return validate(facts) ? undefined : `${type} breaks its schema: ${this.#ajv.errorsText(validate.errors)}`
  }

  /** What an operation is not asked without, as a query: by the examples of the contract. */
  neededQuery({ parameters }: Operation): string {
    const needed = parameters.filter((one) => one.in === 'query' && one.required)
    const query = new URLSearchParams(needed.map(({ name, example }): [string, string] => [name, String(example)]))
    return needed.length > 0 ? `?${query}` : ''
  }

  /** What the contract itself gives as an example of what is sent: a body as JSON, or a file. */
  sentTo({ body }: Operation): { body?: unknown; file?: { raw: string; headers: Record<string, string> } } {
    if (!body) return {}
    if (body.format === 'binary')
      return { file: { raw: '%PDF-1.7\n%%EOF\n', headers: { 'content-type': 'application/pdf' } } }
    // Everything else is an object of JSON.
    if (body.type === 'string')
      return { file: { raw: lineExample, headers: { 'content-type': 'application/x-ndjson' } } }
    return { body: this.exampleOf(body) }
  }

  /** A body that the contract itself gives as an example. */
  exampleOf(schema: Schema): unknown {
    if (schema.$ref) return this.exampleOf(this.#resolve(schema.$ref))
    if (schema.examples?.length) return schema.examples[0]
    if (schema.properties) {
      return Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, this.exampleOf(of)]))
    }
    if (schema.items) return (schema.minItems ?? 1) > 0 ? [this.exampleOf(schema.items)] : []
    if (schema.enum) return schema.enum[0]
    if (schema.const !== undefined) return schema.const
    const either = (schema.anyOf ?? schema.oneOf)?.[0]
    if (either) return this.exampleOf(either)
    if (schema.type === 'boolean') return true
    throw new Error(`no example can be made of ${JSON.stringify(schema).slice(0, 200)}`)
  }

  #resolve(ref: string): Schema {
    const schema = this.document.components.schemas[ref.replace('#/components/schemas/', '')]
    if (!schema) throw new Error(`the contract has no ${ref}`)
    return schema
  }
}

/** To clients an answer is open to fields that it may come to have. To the tests it has none but those that are told. */
function withoutUntoldFields(document: Document): Document {
  const closed = Object.entries(document.components.schemas).map(([name, { discriminator, ...schema }]) => [
    name,
    {
      ...schema,
      ...(schema.properties ? { additionalProperties: false } : {}),
      // What the mapping says, the validator reads from the members themselves.
      ...(discriminator ? { discriminator: { propertyName: discriminator.propertyName } } : {}),
    },
  ])
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(closed) } }
}

function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const raw = operation as unknown as {
        requestBody?: { content: Record<string, { schema: Schema }> }
        'x-problem-codes': Record<string, string>
      }
      return {
        ...operation,
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, response]) => [
            status,
            document.components.responses[response.$ref?.replace('#/components/responses/', '') ?? ''] ?? response,
          ]),
        ),
        permission: /Permission: `([a-z:-]+)`/.exec(operation.description ?? '')?.[1],
        problemCodes: Object.keys(raw['x-problem-codes']),
        body: Object.values(raw.requestBody?.content ?? {})[0]?.schema,
      }
    }),
  )
}

const parametersIn = (operation: Operation) => operation.path.split('{').length
const escaped = (part: string | number) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
