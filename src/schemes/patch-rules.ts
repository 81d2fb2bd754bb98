import { type SchemeRules, schemeRuleSchemas } from '../rules/scheme/scheme-rules.ts'
import { withReferred } from '../shared/schema.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields that the rules know as null: there a null is kept as what it says, elsewhere it takes a field away. */
const mayBeNull = new Set(withReferred(schemeRuleSchemas).flatMap(nullableFields))

function nullableFields(schema: unknown): string[] {
  if (!isObject(schema)) return []
  const fields = isObject(schema.properties) ? Object.entries(schema.properties) : []
  const own = fields.filter(([, of]) => isObject(of) && isNullable(of)).map(([name]) => name)
  return [...own, ...fields.flatMap(([, of]) => nullableFields(of)), ...nullableFields(schema.items)]
}

function isNullable({ anyOf }: Json): boolean {
  return Array.isArray(anyOf) && anyOf.some((of) => isObject(of) && of.type === 'null')
}

/** The rules after a JSON Merge Patch (RFC 7396). What comes of it may be no rules at all: it is checked as a whole. */
export function patchRules(rules: SchemeRules, patch: object): unknown {
  return merged(rules, patch)
}

function merged(document: unknown, patch: object): Json {
  const result: Json = isObject(document) ? { ...document } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null && !mayBeNull.has(name)) delete result[name]
    else result[name] = isObject(value) ? merged(result[name], value) : value
  }
  return result
}
