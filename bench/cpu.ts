import { readdir, readFile } from 'node:fs/promises'

/** A clock tick of the scheduler's counters, on every Linux that Node runs on. */
const tickMicroseconds = 10_000

interface Stat {
  readonly parent: number
  readonly ticks: number
}

/** What the scheduler has counted for a process; nothing where it is gone, or where there is no /proc. */
async function statOf(pid: number | string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name of the process is in brackets and may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields && { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

/** Microseconds of CPU that a process has taken so far. */
export async function cpuOf(pid: number): Promise<number> {
  return ((await statOf(pid))?.ticks ?? 0) * tickMicroseconds
}

/** Microseconds of CPU that PostgreSQL has taken so far: every process of the postmaster whose backend this is. */
export async function cpuOfPostgres(backend: number): Promise<number> {
  const postmaster = (await statOf(backend))?.parent
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map(statOf))
  const ticks = stats.reduce((sum, stat) => sum + (stat?.parent === postmaster ? (stat?.ticks ?? 0) : 0), 0)
  return ticks * tickMicroseconds
}
