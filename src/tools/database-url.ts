import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadSandbox } from '../sandbox.ts'

interface Opened {
  readonly url: string
  stop(): Promise<void>
}

/**
 * The database that a command works on: the one a variable of the environment names, otherwise the sandbox's,
 * which is started for the command where the service does not run.
 */
export async function openForCommand(variable: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL'): Promise<Opened> {
  const given = process.env[variable]
  if (given) return { url: given, stop: async () => {} }
  if (process.env.DATABASE_URL || process.env.NODE_ENV === 'production') throw new Error(`${variable} is not set`)
  const { FolderInUseError, joinSandboxDatabase, openSandboxDatabase } = await loadSandbox()
  const folder = fileURLToPath(new URL('../../.data', import.meta.url))
  if (variable === 'DATABASE_URL' && !existsSync(folder))
    throw new Error('DATABASE_URL is not set, and there is no sandbox here yet: `npm start` makes one')
  const role = variable === 'DATABASE_URL' ? 'appUrl' : 'ownerUrl'
  try {
    const sandbox = await openSandboxDatabase(folder, false)
    return { url: sandbox[role], stop: () => sandbox.stop() }
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    const running = await joinSandboxDatabase(folder)
    return { url: running[role], stop: async () => {} }
  }
}

/** Runs a command to its end: what it throws is told in a sentence, and the process ends with a failure. */
export async function command(work: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await work())) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
