import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Where the contract of the source as it stands is kept from one run to the next, as it is made in most of ten seconds. Those of other states go. */
export async function contractOfSource(root: string): Promise<string> {
  const folder = join(root, '.tap/contract')
  const path = join(folder, `${await digestOf(root)}.json`)
  await mkdir(folder, { recursive: true })
  for await (const file of glob('*', { cwd: folder }))
    if (file !== basename(path)) await rm(join(folder, file), { force: true })
  return path
}

async function digestOf(root: string): Promise<string> {
  const paths: string[] = []
  for await (const path of glob(['src/**/*.*', 'data/**/*.*', 'package-lock.json'], { cwd: root })) paths.push(path)
  const hash = createHash('sha256')
  for (const path of paths.sort())
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}
