import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { defaultInstrument } from '../rules/instruments.ts'
import { policyFaults } from '../rules/policy-checks.ts'
import { SchemeRules, schemeRuleSchemas } from '../rules/scheme-rules.ts'
import { commonSchemas, date, ref, thing, words } from '../shared/schema.ts'

const SchemePreset = thing('SchemePreset', 'A scheme as a file: its code, its title and its versions.', {
  code: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
  title: words(200, 'The title.', 'One-off recovery budgets, Merseyside'),
  versions: Type.Array(Type.Object({ startsOn: date(), rules: ref(SchemeRules) }, { additionalProperties: false }), {
    minItems: 1,
    description: 'Oldest first.',
  }),
})
export type SchemePreset = Static<typeof SchemePreset>

/** A file that is no scheme, with every field at fault. */
export class PresetError extends Error {
  override name = 'PresetError'

  constructor(name: string, faults: readonly string[]) {
    super(`${name} is not a scheme that can be published:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
}

const ajv = new Ajv({ allErrors: true, strict: false })
;(formats as unknown as { default: FormatsPlugin }).default(ajv)
ajv.addSchema([...commonSchemas, ...schemeRuleSchemas])
const isPreset = ajv.compile<SchemePreset>(SchemePreset)

/** The scheme that a file's text holds. Throws a `PresetError` that names the fields. */
export function parsePreset(name: string, text: string): SchemePreset {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new PresetError(name, [`it is not JSON: ${(error as Error).message}`])
  }
  if (!isPreset(value)) {
    const faults = (isPreset.errors ?? []).map(({ instancePath, message, params }) => {
      const field = params.additionalProperty ?? params.missingProperty
      return `${instancePath}${typeof field === 'string' ? `/${field}` : ''}: ${message}`
    })
    throw new PresetError(name, [...new Set(faults)])
  }
  const faults = value.versions.flatMap((version, index) => faultsOf(value, version, index))
  if (faults.length > 0) throw new PresetError(name, faults)
  return value
}

/** What the shape alone cannot say. */
function faultsOf(
  preset: SchemePreset,
  { startsOn, rules }: SchemePreset['versions'][number],
  index: number,
): string[] {
  const at = `/versions/${index}`
  const faults: string[] = []
  const before = preset.versions[index - 1]
  if (before && before.startsOn >= startsOn) faults.push(`${at}/startsOn: must be later than the version before`)
  const domains = defaultInstrument.domains.map((domain) => domain.key)
  for (const fault of policyFaults(rules, domains)) faults.push(`${at}/rules${fault.pointer}: ${fault.detail}`)
  return faults
}
