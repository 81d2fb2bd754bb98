import { Converter } from '@apiture/openapi-down-convert'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Node = { readonly [name: string]: Json }

/**
 * The contract in OpenAPI 3.0.3, for generators that refuse 3.1. The converter does what it knows; what it leaves as it is, 3.0 writes otherwise: a value that can be
 * null, and a pattern for the names of fields, which 3.0 does not have. A pattern that asks for letters of all scripts is left out: 3.0 does not say that it
 * is read with the flag `u`, and without it `\p{L}` is the letter p, so that a reader would refuse every text. The service holds to it all the same.
 */
export function downConverted(document: object): object {
  const { info, components } = document as { info: Node & { license: Node }; components: { schemas: Node } }
  const { identifier: _, ...license } = info.license
  const prepared = { ...new WithoutNull(components.schemas).of(document as Node), info: { ...info, license } }
  return new Converter(prepared, { allOfTransform: true }).convert()
}

const isNode = (part: Json | undefined): part is Node =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
const isNull = (part: Json) => isNode(part) && part.type === 'null'

class WithoutNull {
  readonly #schemas: Node

  constructor(schemas: Node) {
    this.#schemas = schemas
  }

  of(part: Node): Node {
    const whole = Object.fromEntries(
      Object.entries(part)
        .filter(([name, value]) => !(name === 'pattern' && typeof value === 'string' && value.includes('\\p{')))
        .map(([name, value]) => [name, this.#any(value)]),
    )
    const choices = whole.anyOf ?? whole.oneOf
    if (Array.isArray(choices) && choices.some(isNull))
      return this.#nullable(
        whole,
        choices.filter((one) => !isNull(one)),
      )
    if (Array.isArray(whole.type) && whole.type.includes('null')) {
      const types = whole.type.filter((type) => type !== 'null')
      if (types.length === 1) return { ...whole, type: types[0] ?? null, nullable: true }
      const { type: _, ...rest } = whole
      return { ...rest, anyOf: [...types.map((type) => ({ type })), nothing] }
    }
    if (!isNode(whole.patternProperties)) return whole
    const { patternProperties, ...rest } = whole
    return { ...rest, additionalProperties: Object.values(patternProperties as Node)[0] ?? true }
  }

  #any(value: Json): Json {
    if (Array.isArray(value)) return value.map((one) => this.#any(one))
    return isNode(value) ? this.of(value) : value
  }

  /** What is one thing or null: the thing, that can be null. 3.0 asks for its type beside that. */
  #nullable({ anyOf: _, oneOf: __, ...told }: Node, others: readonly Json[]): Node {
    // Readers of 3.0 hold an example of null against the thing that it stands for.
    const { examples, ...unshown } = told
    const rest = Array.isArray(examples) && examples.includes(null) ? unshown : told
    const [only] = others
    if (others.length !== 1 || !isNode(only)) return { ...rest, anyOf: [...others, nothing] }
    if (!('$ref' in only)) return { ...only, ...rest, nullable: true }
    const type = this.#typeOf(only)
    return type === undefined ? { ...rest, anyOf: [only, nothing] } : { ...rest, type, nullable: true, allOf: [only] }
  }

  #typeOf({ $ref }: Node): string | undefined {
    const named = this.#schemas[String($ref).split('/').at(-1) ?? '']
    return isNode(named) && typeof named.type === 'string' ? named.type : undefined
  }
}

/** Null alone, which has no type of its own in 3.0. */
const nothing: Node = { type: 'string', nullable: true, enum: [null] }
