import { readFile } from 'node:fs/promises'

const tallies = ['decision_tally', 'stay_tally', 'escalation_tally']

/** Counts the tallies of figures anew, as their migration did: for rows that were put in and not written by the service. */
export async function recounting(): Promise<string> {
  const migration = await readFile(new URL('../../migrations/0065_tallies.sql', import.meta.url), 'utf8')
  const counts = migration.match(/^insert into \w+_tally$[^;]*;/gm) ?? []
  if (counts.length !== tallies.length) throw new Error('the migration does not count every tally')
  return [...tallies.map((table) => `delete from ${table};`), ...counts].join('\n')
}

export const isTally = (table: string) => tallies.includes(table)
