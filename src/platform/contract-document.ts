interface Schema {
  readonly $ref?: string
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> }
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
}
interface Document {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/**
 * The document with what generators need and validators refuse: each discriminator says which value names which schema. Without
 * it, generators take the name of the schema for the value.
 */
export function withMappings<D extends Document>(document: D): D {
  const schemas = document.components?.schemas ?? {}
  const mapped = Object.entries(schemas).map(([name, schema]) => [name, mappedIn(schema, schemas)])
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(mapped) } }
}

function mappedIn(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  const { discriminator, oneOf } = schema
  if (!discriminator || !oneOf) return schema
  const mapping = oneOf.flatMap(({ $ref = '' }) => {
    const field = schemas[$ref.replace('#/components/schemas/', '')]?.properties?.[discriminator.propertyName]
    return (field?.enum ?? []).map((value) => [value, $ref])
  })
  return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } }
}
