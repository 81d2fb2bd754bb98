import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { type Line, markdownOf } from './table.ts'

const folder = fileURLToPath(new URL('results/', import.meta.url))

/** Keeps the table of a run with the day and the machine, as text and as data. */
export async function keepResults(client: pg.Client, lines: readonly Line[], rounds: number): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const [core] = cpus()
  const machine = `${cpus().length} cores (${core?.model.trim()}), Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}`
  const day = new Date().toISOString().slice(0, 10)
  const about = `${day}, ${machine}. ${rounds} rounds, 16 connections; client, service and database share the cores.`
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}latest.md`, `${about}\n\n${markdownOf(lines)}\n`)
  await writeFile(`${folder}latest.json`, `${JSON.stringify({ day, machine, rounds, lines }, null, 2)}\n`)
}
