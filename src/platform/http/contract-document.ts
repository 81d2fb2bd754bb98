interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> }
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: unknown
}
type Named = Readonly<Record<string, Schema>>
interface Response {
  readonly headers?: Readonly<Record<string, object>>
  readonly content?: Readonly<Record<string, object>>
}
interface Parameter {
  readonly example?: unknown
  readonly schema?: { readonly pattern?: string; readonly examples?: readonly unknown[] }
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: unknown
  readonly responses?: Readonly<Record<string, Response>>
}
interface Document {
  readonly components?: { readonly schemas?: Named }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/**
 * The document with what its generator leaves out: each discriminator says which value names which schema, since clients else take
 * the name of the schema for the value (the validator refuses to read it); what a field means that refers to a named schema; and
 * the headers and problems of answers, each once.
 */
export function completed<D extends Document>(document: D, named: Readonly<Record<string, unknown>>): D {
  const schemas = document.components?.schemas ?? {}
  const complete = Object.entries(schemas).map(([name, schema]) => [
    name,
    withMapping(described(schema, named[name]), schemas),
  ])
  const { headers, responses, paths } = withNamedAnswers(document.paths ?? {})
  const schemasByName = withOpenAnswers(Object.fromEntries(complete), paths)
  return { ...document, components: { ...document.components, headers, responses, schemas: schemasByName }, paths }
}

/** A request with a field that is not known is refused; an answer may come to have more fields, so clients must not refuse them. */
function withOpenAnswers(schemas: Named, paths: NonNullable<Document['paths']>): Named {
  const sent = new Set<string>()
  const look = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (sent.has(name)) continue
      sent.add(name)
      look(schemas[name])
    }
  }
  for (const methods of Object.values(paths)) for (const { requestBody } of Object.values(methods)) look(requestBody)
  const open = ([name, schema]: [string, Schema]) => {
    const { additionalProperties, ...rest } = schema
    return [name, sent.has(name) || additionalProperties !== false ? schema : rest]
  }
  return Object.fromEntries(Object.entries(schemas).map(open))
}

/** The same operations; the headers of their answers, and the answers that are problems, each once. */
function withNamedAnswers(paths: NonNullable<Document['paths']>) {
  const headers: Record<string, object> = {}
  const responses: Record<string, Response> = {}
  const naming = ([status, { headers: own = {}, ...rest }]: [string, Response]) => {
    Object.assign(headers, own)
    const refs = Object.keys(own).map((name) => [name, { $ref: `#/components/headers/${name}` }])
    const response = { ...rest, headers: Object.fromEntries(refs) }
    // A refusal that says where something is has a header that the others of its status have not.
    if (!rest.content?.['application/problem+json'] || 'Location' in own) return [status, response]
    responses[`Problem${status}`] = response
    return [status, { $ref: `#/components/responses/Problem${status}` }]
  }
  const operation = ([method, of]: [string, Operation]) => [
    method,
    {
      ...of,
      ...(of.parameters && { parameters: of.parameters.map(exampleByItsPattern) }),
      responses: Object.fromEntries(Object.entries(of.responses ?? {}).map(naming)),
    },
  ]
  const named = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(operation)),
  ])
  return { headers, responses, paths: Object.fromEntries(named) }
}

/**
 * The example of a word in any script stands in the schema that has the pattern of it: JSON Schema has patterns read with the flag `u`, and what checks the
 * example of a parameter reads `\p{L}` without it, and refuses every word.
 */
function exampleByItsPattern(parameter: Parameter): Parameter {
  const { example, schema, ...rest } = parameter
  if (example === undefined || !schema?.pattern?.includes('\\p{')) return parameter
  return { ...rest, schema: { ...schema, examples: [example] } }
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
