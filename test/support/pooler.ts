import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { serverUser } from '../../dev/postgres/postgres-place.ts'

const program = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer'
function isThere(): boolean {
  try {
    accessSync(program, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Why tests that need a pooler are left out; in CI they are not. */
export const noPooler =
  isThere() || process.env.CI === 'true'
    ? false
    : `no pgbouncer at ${program}: install it (\`apt-get install pgbouncer\`), or set PGBOUNCER_PATH`

const [, major, minor] =
  /PgBouncer (\d+)\.(\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? []
const isNewer = Number(major) > 1 || Number(minor) >= 21

/** Why tests of a pooler that keeps account of prepared statements are left out. */
export const noNames =
  noPooler || (isNewer ? false : `pgbouncer ${major}.${minor} keeps no account of prepared statements: 1.21 does`)

export interface PoolerOptions {
  /** Connections to PostgreSQL for each role of each database. */
  readonly size: number
  readonly mode?: 'transaction' | 'session'
  /** How many prepared statements it keeps account of on each connection. */
  readonly names?: number
  /** Parameters at the start of a connection that it lets pass as if they were not there. */
  readonly ignores?: readonly string[]
}

/** A pgbouncer before the server of these addresses, which lets their roles in. Gives what leads through it. */
export async function poolerBefore(
  t: Test,
  databaseUrls: readonly string[],
  { size, mode = 'transaction', names = 0, ignores = [] }: PoolerOptions,
): Promise<(databaseUrl: string) => string> {
  const known = databaseUrls.map((text) => new URL(text))
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-pooler-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  // It runs as another user where root runs the tests, and must be able to enter.
  await chmod(folder, 0o711)
  const own = await freePort()
  const users = join(folder, 'users.txt')
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: own,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    pool_mode: mode,
    default_pool_size: size,
    server_login_retry: 1,
    ignore_startup_parameters: ignores.join(','),
    ...(isNewer ? { max_prepared_statements: names } : {}),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  await writeFile(users, known.map(({ username, password }) => `"${username}" "${password}"\n`).join(''))
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    ['[databases]', `* = host=${known[0]?.hostname} port=${known[0]?.port}`, '[pgbouncer]', ...lines, ''].join('\n'),
  )
  const child = spawn(program, [join(folder, 'pgbouncer.ini')], {
    ...serverUser(),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await listening(child, own)
  return (databaseUrl) => {
    const url = new URL(databaseUrl)
    url.host = `127.0.0.1:${own}`
    return url.href
  }
}

function listening({ stderr }: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!stderr) return
    const said: string[] = []
    createInterface({ input: stderr }).on('line', (line) => {
      said.push(line)
      if (line.includes(`listening on 127.0.0.1:${port}`)) resolve()
    })
    stderr.once('close', () => reject(new Error(`pgbouncer ended:\n${said.join('\n')}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
