import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DatabaseAccess } from '../platform/database/database.ts'
import { type Pooler, poolerOf, poolers } from '../platform/database/pooler.ts'
import { loadSandbox } from '../sandbox.ts'

interface Opened {
  readonly url: string
  /** The way to it, over whatever pooler stands before it. */
  readonly database: DatabaseAccess
  close(): Promise<void>
}

/**
 * The database that a command works on: the one a variable of the environment names, otherwise the sandbox's,
 * which is started for the command where the service does not run.
 */
export async function openForCommand(variable: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL'): Promise<Opened> {
  const pooler = poolerOf(process.env.DATABASE_POOLER)
  if (!pooler) throw new Error(`DATABASE_POOLER must be one of ${poolers.join(', ')}`)
  const given = process.env[variable]
  if (given) return opened(given, pooler)
  if (process.env.DATABASE_URL || process.env.NODE_ENV === 'production') throw new Error(`${variable} is not set`)
  const { FolderInUseError, joinSandboxDatabase, openSandboxDatabase } = await loadSandbox()
  const folder = fileURLToPath(new URL('../../.data', import.meta.url))
  if (variable === 'DATABASE_URL' && !existsSync(folder))
    throw new Error('DATABASE_URL is not set, and there is no sandbox here yet: `npm start` makes one')
  const role = variable === 'DATABASE_URL' ? 'appUrl' : 'ownerUrl'
  try {
    const sandbox = await openSandboxDatabase(folder, false)
    return opened(sandbox[role], 'none', () => sandbox.stop())
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    const running = await joinSandboxDatabase(folder)
    return opened(running[role], 'none')
  }
}

function opened(url: string, pooler: Pooler, stop = async () => {}): Opened {
  const database = new DatabaseAccess({ url, pooler, poolSize: 2 })
  return {
    url,
    database,
    async close() {
      await database.close()
      await stop()
    },
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
