import type { Break } from './schema-breaks.ts'

/** Those that no new sentence of the changelog flags: one behind **Breaking:** that calls the operation, schema, field or value by its name. */
export function unflagged(breaks: readonly Break[], before: string, after: string): Break[] {
  const known = new Set(before.split('\n'))
  const flags = entriesOf(after.split('\n'))
    .filter((lines) => lines.some((line) => !known.has(line)))
    .map((lines) => lines.join(' '))
    .flatMap((entry) => {
      const from = entry.indexOf('**Breaking:**')
      return from < 0 ? [] : [entry.slice(from)]
    })
  return breaks.filter(({ names }) => !names.some((name) => flags.some((flag) => flag.includes(`\`${name}\``))))
}

/** The items of the lists, with their further lines. */
function entriesOf(lines: readonly string[]): string[][] {
  const entries: string[][] = []
  for (const line of lines) {
    if (line.startsWith('- ')) entries.push([line])
    else if (line.startsWith('  ')) entries.at(-1)?.push(line)
    else entries.push([])
  }
  return entries
}
