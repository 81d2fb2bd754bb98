import { spawn } from 'node:child_process'
import { open, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Place } from './postgres-place.ts'

/** The process that owns a data folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

const environment = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' })

/** Runs one of PostgreSQL's programs to its end. Throws what it said where it failed. */
export async function run(place: Place, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(place.programs, 'bin', program), args, {
    ...place.as,
    cwd: '/',
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${program} failed:\n${said.trim()}`)
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl+C reaches the service and not the database under it.
 * Undefined where it did not come up: another one has the data folder or the port.
 */
export async function launch(place: Place, port: number, flags: readonly string[]): Promise<Postmaster | undefined> {
  const log = await open(join(place.home, 'postgres.log'), 'a', 0o600)
  const data = join(place.home, 'data')
  const child = spawn(join(place.programs, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...place.as,
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  let over = false
  ended.then(() => {
    over = true
  })
  child.unref()
  await log.close()
  while (!over) {
    const file = await readPidFile(data)
    if (file?.pid === child.pid && file?.ready) return { pid: file.pid, port }
    await wait(20)
  }
  return undefined
}

async function readPidFile(data: string): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? '').trim() === 'ready' }
}

/**
 * Who runs in the data folder now. A `postmaster.pid` that a crash left behind is removed where its number went to
 * another process and nobody works in the folder: PostgreSQL itself would refuse to start for ever.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = await readPidFile(data)
  if (!file) return undefined
  const workers = await workersIn(data)
  if (workers === undefined) return (await isAlive(file.pid)) ? file : undefined
  if (workers.includes(file.pid)) return file
  if (workers.length === 0) await rm(join(data, 'postmaster.pid'), { force: true })
  return undefined
}

/** The processes whose working directory is the data folder; undefined on a system that does not tell. */
async function workersIn(data: string): Promise<number[] | undefined> {
  const processes = await readdir('/proc').catch(() => undefined)
  if (!processes?.includes('self')) return undefined
  const workers: number[] = []
  for (const name of processes) {
    if (!/^\d+$/.test(name)) continue
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (folder === data) workers.push(Number(name))
  }
  return workers
}

/** A process that has ended and whose parent has not asked yet still has its number, and is dead all the same. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(state)
}

/** Fast shutdown: sessions are cut, the data is written out. After ten seconds without an end, an immediate one. */
export async function stopPostmaster({ pid }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await isAlive(pid))) return
    process.kill(pid, signal)
    for (let waited = 0; waited < 10_000; waited += 20) {
      if (!(await isAlive(pid))) return
      await wait(20)
    }
  }
}
