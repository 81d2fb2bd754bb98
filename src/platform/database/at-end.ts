type AtEnd<Transaction> = (tx: Transaction, now: Date) => Promise<void>
const pending = new WeakMap<object, Map<string, AtEnd<never>>>()

/**
 * Has something done once at the end of a transaction, however often it is asked for under this name: before the commit, as
 * a part of it. What is asked for does not depend on each other, and is sent together.
 */
export function atEnd<Transaction extends object>(tx: Transaction, name: string, work: AtEnd<Transaction>): void {
  const works = pending.get(tx) ?? new Map<string, AtEnd<never>>()
  pending.set(tx, works.set(name, work))
}

/** Does now what was to be done at the end, for an answer that tells of it. */
export async function finish<Transaction extends object>(tx: Transaction, now: Date): Promise<void> {
  const works = [...(pending.get(tx)?.values() ?? [])] as AtEnd<Transaction>[]
  pending.delete(tx)
  await Promise.all(works.map((work) => work(tx, now)))
}
