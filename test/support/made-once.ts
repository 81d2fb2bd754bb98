import { randomUUID } from 'node:crypto'
import { open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const mostMilliseconds = 300_000

/**
 * What one process of the run has made, for all of them: it takes seconds, and comes to the same for each. Who comes while it is made waits,
 * since two that make it at once take longer than one.
 */
export async function madeOnce(name: string, make: () => string | Promise<string>, kept?: string): Promise<string> {
  const folder = process.env.RECOVERY_BUDGETS_TEST_MADE ?? ''
  const path = kept ?? join(folder, `${name}.json`)
  const known = await readIf(path)
  if (known !== undefined) return known
  const made = (await isFirst(join(folder, `${name}.being-made`))) ? undefined : await waitFor(path)
  return made ?? write(path, await make())
}

const readIf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

async function isFirst(path: string): Promise<boolean> {
  const file = await open(path, 'wx').catch(() => undefined)
  await file?.close()
  return file !== undefined
}

/** Nothing where it is not there in time: whoever was to make it has failed, and another tries. */
async function waitFor(path: string): Promise<string | undefined> {
  const until = performance.now() + mostMilliseconds
  while (performance.now() < until) {
    const made = await readIf(path)
    if (made !== undefined) return made
    await wait(100)
  }
  return undefined
}

/** Whole or not at all. */
async function write(path: string, made: string): Promise<string> {
  const whole = `${path}.${randomUUID()}`
  await writeFile(whole, made)
  await rename(whole, path)
  return made
}
