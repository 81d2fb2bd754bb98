import { isJson } from '../../shared/media-types.ts'
import { type ContractReader, contentOf, type Placed, type Schema } from './contract-reader.ts'

/** What a schema gives as its example: what must be there alone. */
export function exampleOf(reader: ContractReader, schema: Schema, depth = 0): unknown {
  const whole = reader.whole(schema)
  const [given] = schema.examples ?? whole.examples ?? []
  if (given !== undefined) return given
  if (whole.const !== undefined) return whole.const
  if (whole.enum) return whole.enum[0]
  const [chosen] = whole.oneOf ?? whole.anyOf ?? []
  if (chosen) return exampleOf(reader, chosen, depth)
  if (whole.allOf) return Object.assign({}, ...whole.allOf.map((part) => exampleOf(reader, part, depth)))
  const types = [whole.type ?? 'object'].flat()
  if (types.includes('array'))
    return whole.items && (whole.minItems ?? 1) > 0 && depth < 6 ? [exampleOf(reader, whole.items, depth + 1)] : []
  if (types.includes('null')) return null
  if (types.includes('string')) return '…'
  if (types.includes('integer') || types.includes('number')) return whole.minimum ?? 0
  if (types.includes('boolean')) return true
  const required = whole.required ?? []
  return Object.fromEntries(
    Object.entries(whole.properties ?? {})
      .filter(([name]) => required.includes(name))
      .map(([name, property]) => [name, exampleOf(reader, property, depth + 1)]),
  )
}

interface Sample {
  readonly path: readonly (readonly [name: string, value: string])[]
  readonly ifMatch: boolean
  readonly body: unknown
  readonly type: string | undefined
}

function sampleOf(reader: ContractReader, { parameters = [], requestBody }: Placed): Sample {
  const path = parameters.filter((one) => one.in === 'path')
  const content = contentOf(requestBody?.content)
  return {
    path: path.map(({ name, example }) => [name, String(example ?? '…')]),
    ifMatch: parameters.some(({ name, required }) => name === 'if-match' && required),
    body: content && isJson(content.type) ? exampleOf(reader, content.schema) : undefined,
    type: content?.type,
  }
}

/** A value as JavaScript is written: names without quotes where they need none. */
const written = (value: unknown) =>
  JSON.stringify(value, null, 2)
    .replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replaceAll(/\n/g, '\n  ')

/** The call by the client for TypeScript. */
export function clientSample(reader: ContractReader, operation: Placed): string {
  const { path, ifMatch, body, type } = sampleOf(reader, operation)
  const parts = [
    ...path.map(([name, value]) => `${name}: '${value}'`),
    ...(ifMatch ? ['ifMatch: whatYouRead'] : []),
    ...(body === undefined ? (type === undefined ? [] : [`body: new Blob([bytes], { type: '${type}' })`]) : []),
    ...(body === undefined ? [] : [`body: ${written(body)}`]),
  ]
  const input = parts.length === 0 ? '' : `{\n  ${parts.join(',\n  ')},\n}`
  const answer = Object.keys(operation.responses).some((status) => status === '204') ? '' : 'const answer = '
  return `${answer}await budgets.${operation.operationId}(${input})`
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The same by curl. */
export function curlSample(reader: ContractReader, operation: Placed): string {
  const { path, ifMatch, body, type } = sampleOf(reader, operation)
  const filled = path.reduce((text, [name, value]) => text.replace(`{${name}}`, value), operation.path)
  const isPublic = !operation.path.startsWith('/v1/')
  const lines = [
    `curl -X ${operation.method} "$HOST${filled}"`,
    ...(isPublic ? [] : ['-H "authorization: Bearer $TOKEN"']),
    ...(operation.method === 'POST' ? ['-H "idempotency-key: $(uuidgen)"'] : []),
    ...(ifMatch ? [`-H 'if-match: "1"'`] : []),
    ...(type === undefined ? [] : [`-H 'content-type: ${type}'`]),
    ...(body === undefined
      ? type === undefined
        ? []
        : ['--data-binary @file']
      : [`-d ${quoted(JSON.stringify(body))}`]),
  ]
  return lines.join(' \\\n  ')
}
