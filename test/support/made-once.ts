import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What one process of the run has made, for all of them: it takes seconds, and comes to the same for each. */
export async function madeOnce(name: string, make: () => string | Promise<string>): Promise<string> {
  const path = join(process.env.RECOVERY_BUDGETS_TEST_MADE ?? '', `${name}.json`)
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const made = await make()
  const whole = `${path}.${randomUUID()}`
  await writeFile(whole, made)
  await rename(whole, path)
  return made
}
