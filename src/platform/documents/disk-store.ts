import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DocumentStore } from './store.ts'

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Documents as files of a folder, which only the service may read. */
export function diskStore(folder: string): DocumentStore {
  const fileOf = (key: string) => join(folder, key)
  return {
    async put(key, bytes) {
      const file = fileOf(key)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const arriving = `${file}.part`
      const handle = await open(arriving, 'w', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      // Under its name it is whole, whenever somebody reads.
      await rename(arriving, file)
      const parent = await open(dirname(file))
      await parent.sync().finally(() => parent.close())
    },
    async get(key) {
      try {
        return await readFile(fileOf(key))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(key) {
      await Promise.all([rm(fileOf(key), { force: true }), rm(`${fileOf(key)}.part`, { force: true })])
    },
  }
}
