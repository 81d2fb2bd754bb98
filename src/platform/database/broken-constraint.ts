interface Refusal {
  readonly code?: string | undefined
  readonly constraint?: string | undefined
  readonly message: string
}

/** What Citus puts behind a name on the machine that has the rows. */
const shard = /_\d+$/

/**
 * The constraint that a write broke, of those that are known. A database on many machines names it in its message alone, whatever the language,
 * with the number of a shard behind it.
 */
export function brokenConstraint<Known extends object>(
  { code = '', constraint, message }: Refusal,
  known: Known,
): (keyof Known & string) | undefined {
  if (!code.startsWith('23')) return undefined
  const isKnown = (name: string): name is keyof Known & string => Object.hasOwn(known, name)
  const names = constraint === undefined ? (message.match(/\w+/g) ?? []) : [constraint]
  return names.flatMap((name) => [name, name.replace(shard, '')]).find(isKnown)
}
