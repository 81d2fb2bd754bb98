import { Ajv } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { type FieldError, Problem } from '../platform/errors.ts'
import { defaultInstrument } from '../rules/instruments.ts'
import { policyFaults } from '../rules/policy-checks.ts'
import { SchemeRules, schemeRuleSchemas } from '../rules/scheme-rules.ts'
import { commonSchemas } from '../shared/schema.ts'

const ajv = new Ajv({ allErrors: true, strict: false })
;(formats as unknown as { default: FormatsPlugin }).default(ajv)
ajv.addSchema([...commonSchemas, ...schemeRuleSchemas])

/** The domains that points are counted on. */
const domains = defaultInstrument.domains.map((domain) => domain.key)

/** Rules that have the shape of rules, and no fault as policy. A draft that holds a fault is refused, and every fault is named by its field. */
export function checkRules(value: unknown): SchemeRules {
  const faults = shapeFaults(value)
  if (faults.length > 0) throw new Problem('request-invalid', undefined, { errors: faults })
  const rules = value as SchemeRules
  const errors = policyFaults(rules, domains).map((fault) => ({ ...fault, pointer: `/rules${fault.pointer}` }))
  if (errors.length > 0) throw new Problem('policy-invalid', undefined, { errors })
  return rules
}

function shapeFaults(value: unknown): FieldError[] {
  // Taken by its reference, so that it is compiled once and beside the schemas that it refers to.
  const isRules = ajv.getSchema(SchemeRules.$id ?? '')
  if (!isRules) throw new Error('the schema of rules is not there')
  if (isRules(value)) return []
  return (isRules.errors ?? []).slice(0, 50).map(({ instancePath, keyword, params, message }) => {
    const field = params.missingProperty ?? params.additionalProperty
    const below = typeof field === 'string' ? `/${field.slice(0, 60)}` : ''
    const detail = keyword === 'additionalProperties' ? 'is not a field of the rules' : (message ?? 'is not allowed')
    return { pointer: `/rules${instancePath}${below}`, code: keyword, detail }
  })
}
