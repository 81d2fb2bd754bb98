interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> }
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
}
type Named = Readonly<Record<string, Schema>>
interface Document {
  readonly components?: { readonly schemas?: Named }
}

/**
 * The document with what its generator leaves out: each discriminator says which value names which schema, since clients else take
 * the name of the schema for the value (the validator refuses to read it); and what a field means that refers to a named schema.
 */
export function completed<D extends Document>(document: D, named: Readonly<Record<string, unknown>>): D {
  const schemas = document.components?.schemas ?? {}
  const complete = Object.entries(schemas).map(([name, schema]) => [
    name,
    withMapping(described(schema, named[name]), schemas),
  ])
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(complete) } }
}

function withMapping(schema: Schema, schemas: Named): Schema {
  const { discriminator, oneOf } = schema
  if (!discriminator || !oneOf) return schema
  const mapping = oneOf.flatMap(({ $ref = '' }) => {
    const field = schemas[$ref.replace('#/components/schemas/', '')]?.properties?.[discriminator.propertyName]
    return (field?.enum ?? []).map((value) => [value, $ref])
  })
  return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } }
}

/** A part of the document with the descriptions that stand beside a reference in the same part as it was written. */
function described<T>(part: T, written: unknown): T {
  if (typeof part !== 'object' || part === null || typeof written !== 'object' || written === null) return part
  if (Array.isArray(part)) return part.map((inner, index) => described(inner, (written as unknown[])[index])) as T
  if ('$ref' in part && 'description' in written) return { ...part, description: written.description }
  const inner = Object.entries(part).map(([key, of]) => [key, described(of, (written as Record<string, unknown>)[key])])
  return Object.fromEntries(inner) as T
}
