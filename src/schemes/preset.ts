import { type Static, Type } from '@sinclair/typebox'
import type { FieldError } from '../platform/http/errors.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { date, ref, thing, words } from '../shared/schema.ts'
import { faultsAsPolicy, shapeFaults, under } from './faults.ts'

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

/** The scheme that a file's text holds. Throws a `PresetError` that names the fields. */
export function parsePreset(name: string, text: string): SchemePreset {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new PresetError(name, [`it is not JSON: ${(error as Error).message}`])
  }
  try {
    value = upgraded(value)
  } catch (error) {
    throw new PresetError(name, [(error as Error).message])
  }
  const shape = shapeFaults(SchemePreset, value)
  if (shape.length > 0) throw new PresetError(name, told(shape))
  const preset = value as SchemePreset
  const faults = preset.versions.flatMap((_, index) => faultsOf(preset.versions, index))
  if (faults.length > 0) throw new PresetError(name, told(faults))
  return preset
}

/** The file with its rules in the current format. What is not shaped like a preset is left to the check of the shape. */
function upgraded(value: unknown): unknown {
  const versions = (value as { versions?: unknown } | null)?.versions
  if (!Array.isArray(versions)) return value
  return {
    ...(value as object),
    versions: versions.map((version) => (version?.rules ? { ...version, rules: readRules(version.rules) } : version)),
  }
}

const told = (faults: readonly FieldError[]) => [
  ...new Set(faults.map(({ pointer, detail }) => `${pointer}: ${detail}`)),
]

/** What the shape alone cannot say. */
function faultsOf(versions: SchemePreset['versions'], index: number): FieldError[] {
  const [before, version] = [versions[index - 1], versions[index]]
  if (!version) return []
  const at = `/versions/${index}`
  const order = { pointer: `${at}/startsOn`, code: 'starts-before', detail: 'must be later than the version before' }
  return [
    ...(before && before.startsOn >= version.startsOn ? [order] : []),
    ...under(`${at}/rules`, faultsAsPolicy(version.rules)),
  ]
}
