import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const runner = new URL('group.ts', import.meta.url).href
/**
 * What a process of tests may hold: what a file has opened stays in its memory until the process ends, about 10 MB of it. To load the service, to
 * compile its schemas and to run cold costs each process six processor seconds.
 */
const mostFiles = 250
/** As many as run side by side; there are whole rounds of them, so that no last one has all to do while the other waits. */
const fewestGroups = 2

/** Deals the files out like cards, so that one folder's heavy files do not come together; always in the same way. */
export function groupsOf(files: readonly string[]): string[][] {
  const count = fewestGroups * Math.max(1, Math.ceil(files.length / mostFiles / fewestGroups))
  const groups = Array.from({ length: Math.min(count, files.length) }, (): string[] => [])
  for (const [index, file] of files.entries()) groups[index % groups.length]?.push(file)
  return groups
}

/** Writes into the folder a file for each group, for tap to run in a process of its own; gives what tap is to run. */
export async function writeGroups(folder: string, files: readonly string[]): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  return Promise.all(
    groupsOf(files).map(async (group, index) => {
      const path = join(folder, `${index + 1}.mjs`)
      const files = JSON.stringify(group, null, 2)
      await writeFile(path, `import { runGroup } from '${runner}'\nawait runGroup(${files})\n`)
      return path
    }),
  )
}
