import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A file that a command writes and the repository keeps. */
export interface GeneratedFile {
  /** From the top of the repository. */
  readonly path: string
  readonly text: string
}

/** Writes the files; with `check`, only says which are stale, and gives false where one is. */
export async function keepFiles(files: readonly GeneratedFile[], check: boolean, command: string): Promise<boolean> {
  let fresh = true
  for (const { path, text } of files) {
    const place = fileURLToPath(new URL(`../../${path}`, import.meta.url))
    const kept = await readFile(place, 'utf8').catch(() => '')
    if (kept === text) continue
    if (check) {
      fresh = false
      console.error(`${path} is stale from line ${firstDifference(kept, text)}: run \`${command}\` and commit it`)
    } else {
      await writeFile(place, text)
      console.log(`${path} written`)
    }
  }
  return fresh
}

function firstDifference(one: string, other: string): number {
  const lines = other.split('\n')
  const index = one.split('\n').findIndex((line, position) => line !== lines[position])
  return index === -1 ? lines.length : index + 1
}
