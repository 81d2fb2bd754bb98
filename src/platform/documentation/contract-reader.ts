/** A schema of the contract, as far as its pages tell of it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly examples?: readonly unknown[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly example?: unknown
  readonly schema?: Schema
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly deprecated?: boolean
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
  readonly 'x-problem-codes'?: Readonly<Record<string, string>>
}

export interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** An operation where it is. */
export interface Placed extends Operation {
  readonly method: string
  readonly path: string
}

/** The contract by the names that its pages have. */
export class ContractReader {
  readonly document: Document
  readonly operations: ReadonlyMap<string, Placed>

  constructor(document: Document) {
    this.document = document
    const placed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    )
    this.operations = new Map(placed.map((one) => [one.operationId, one]))
  }

  /** The name of a schema that is referred to. */
  nameOf({ $ref }: Schema): string | undefined {
    return $ref?.split('/').at(-1)
  }

  schema(name: string): Schema | undefined {
    return Object.hasOwn(this.document.components.schemas, name) ? this.document.components.schemas[name] : undefined
  }

  /** The schema itself, where it is referred to by its name. */
  whole(schema: Schema): Schema {
    const name = this.nameOf(schema)
    return name === undefined ? schema : (this.schema(name) ?? schema)
  }
}

/** The schema of a body or an answer, and the type that it is sent as. */
export function contentOf(content: Content | undefined): { type: string; schema: Schema } | undefined {
  const [type, { schema } = {}] = Object.entries(content ?? {})[0] ?? []
  return type && schema ? { type, schema } : undefined
}
