import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { AtSize } from './growth-reads.ts'
import { peerVersion } from './peer.ts'
import { type Line, markdownOf } from './table.ts'

const folder = fileURLToPath(new URL('results/', import.meta.url))

const [core] = cpus()
const day = new Date().toISOString().slice(0, 10)
const cores = `${cpus().length} cores (${core?.model.trim()}), Node ${process.versions.node}`

/** Keeps the table of a run with the day and the machine, as text and as data. */
export async function keepResults(client: pg.Client, lines: readonly Line[], rounds: number): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const machine = `${cores}, PostgreSQL ${rows[0]?.server_version}, PostGraphile ${await peerVersion()}`
  const about = `${day}, ${machine}. ${rounds} rounds, 16 connections; client, service and database share the cores.`
  await keep('latest.md', `${about}\n\n${markdownOf(lines)}\n`)
  await keep('latest.json', `${JSON.stringify({ day, machine, rounds, lines }, null, 2)}\n`)
}

/** Keeps how what is asked grows. */
export async function keepGrowth(table: string, sizes: readonly AtSize[]): Promise<void> {
  const loaded = sizes
    .map(({ size, seconds }) => `${size.toLocaleString('en-GB')} in ${seconds.toFixed(0)} s`)
    .join(', ')
  const about = `${day}, ${cores}. Cases of one tenant, loaded one size upon the other: ${loaded}.
Milliseconds that PostgreSQL executes (the best of five calls of a prepared statement, after six) and pages looked at, of all statements of a
question together, as the service's role. Times below 0.1 ms are noise; pages are exact.`
  await keep('growth.md', `${about}\n\n${table}\n`)
}

/** Keeps what reads of one case cost as the book grows. */
export const keepEntries = (table: string): Promise<void> =>
  keep(
    'entries.md',
    `${day}, ${cores}. Entries of one tenant; the case that is read has sixty of its own at each size.\n\n${table}\n`,
  )

/** Keeps how long somebody new waits for a first answer. */
export const keepFirstCall = (table: string): Promise<void> =>
  keep('first-call.md', `${day}, ${cores}. npm fetches what it has no copy of.\n\n${table}\n`)

async function keep(name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(folder + name, text)
}
