import { globSync, readFileSync } from 'node:fs'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { parsePreset } from '../../../src/schemes/preset.ts'

const folder = new URL('../../../data/schemes/', import.meta.url)

/** Every version of every scheme of the seeds. */
export const presets: readonly { readonly name: string; readonly rules: SchemeRules }[] = globSync('*.json', {
  cwd: folder,
})
  .sort()
  .flatMap((file) =>
    parsePreset(file, readFileSync(new URL(file, folder), 'utf8')).versions.map(({ startsOn, rules }) => ({
      name: `${file.replace('.json', '')} from ${startsOn}`,
      rules,
    })),
  )

/** The rules of the scheme whose name begins so. */
export function presetOf(code: string): SchemeRules {
  const preset = presets.find(({ name }) => name.startsWith(code))
  if (!preset) throw new Error(`the seeds have no scheme ${code}`)
  return preset.rules
}
