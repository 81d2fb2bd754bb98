import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A file of the repository: its path from the top, and its text. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Every TypeScript file of a folder. */
export async function sources(folder: string): Promise<Source[]> {
  const found: Source[] = []
  for await (const path of glob(`${folder}/**/*.ts`, { cwd: root }))
    found.push({ path, text: await readFile(join(root, path), 'utf8') })
  return found.sort((one, other) => one.path.localeCompare(other.path))
}

/** What a file imports: paths from the top for the repository's own files, names for packages, without Node's own. */
export function importsOf({ path, text }: Source): string[] {
  const statement = /^(?:import|export)(?:[^'"]*?\bfrom)?\s*['"]([^'"]+)['"]/gm
  const named = [...text.matchAll(statement), ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(
    ([, name = '']) => name,
  )
  return named
    .filter((name) => !name.startsWith('node:'))
    .map((name) => (name.startsWith('.') ? join(dirname(path), name) : name))
}

/** Of what a file imports, what is there when it runs: types are not. */
export function valueImportsOf({ path, text }: Source): string[] {
  const named = /^(?:import|export)\s+(?!type\b)(?:[\w*\s]*\{([^}]*)\})?[^'"]*?\bfrom\s*['"]([^'"]+)['"]/gm
  const values = [...text.matchAll(named)].filter(([, names]) => {
    const each = names
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    return !each || each.length === 0 || each.some((name) => !name.startsWith('type '))
  })
  return importsOf({ path, text: values.map(([statement]) => statement).join('\n') })
}
