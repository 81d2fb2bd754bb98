import type { Break } from './schema-breaks.ts'

/**
 * Those that no new sentence of the changelog flags: one that calls the operation or schema by its name, and with it the field, value or code, behind
 * **Breaking:** where it is sure to break. A name alone would flag whatever else is called so: hundreds of schemas have an `id`.
 */
export function unflagged(breaks: readonly Break[], before: string, after: string): Break[] {
  const known = new Set(before.split('\n'))
  const fresh = entriesOf(after.split('\n'))
    .filter((lines) => lines.some((line) => !known.has(line)))
    .map((lines) => lines.join(' '))
  const said = fresh.flatMap(sentencesOf)
  const flags = fresh.flatMap((entry) => {
    const from = entry.indexOf('**Breaking:**')
    return from < 0 ? [] : sentencesOf(entry.slice(from))
  })
  return breaks.filter(
    ({ owner, names, mayBeFine }) =>
      !(mayBeFine ? said : flags).some((sentence) =>
        [owner, ...names].every((name) => sentence.includes(`\`${name}\``)),
      ),
  )
}

const sentencesOf = (entry: string) => entry.split(/\.\s+/)

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
