import type { TSchema } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import type { FieldError } from '../platform/http/errors.ts'
import { defaultInstrument } from '../rules/assessment/instruments.ts'
import { policyFaults } from '../rules/scheme/policy-checks.ts'
import { type SchemeRules, schemeRuleSchemas } from '../rules/scheme/scheme-rules.ts'
import { commonSchemas, withReferred } from '../shared/schema.ts'

const ajv = new Ajv({ allErrors: true, strict: false })
;(formats as unknown as { default: FormatsPlugin }).default(ajv)
ajv.addSchema(withReferred([...commonSchemas, ...schemeRuleSchemas]))

/** The domains that points are counted on. */
const domains = defaultInstrument.domains.map((domain) => domain.key)

/** Where a value has not the shape of rules, or of what holds them: each field, and what is wrong with it. */
export function shapeFaults(schema: TSchema, value: unknown): FieldError[] {
  // By its reference where it is known, so that it is compiled once and beside the schemas that it refers to.
  const fits = ajv.getSchema(schema.$id ?? '') ?? ajv.compile(schema)
  if (fits(value)) return []
  return (fits.errors ?? []).slice(0, 50).map(({ instancePath, keyword, params, message }) => {
    const field = params.missingProperty ?? params.additionalProperty
    const below = typeof field === 'string' ? `/${field.slice(0, 60)}` : ''
    const detail = keyword === 'additionalProperties' ? 'is not a field here' : (message ?? 'is not allowed')
    return { pointer: `${instancePath}${below}`, code: keyword, detail }
  })
}

/** What is wrong with rules as policy, though they have the shape of rules. */
export function faultsAsPolicy(rules: SchemeRules): FieldError[] {
  return policyFaults(rules, domains)
}

/** The same faults, of rules that are a part of something. */
export function under(pointer: string, faults: readonly FieldError[]): FieldError[] {
  return faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }))
}
