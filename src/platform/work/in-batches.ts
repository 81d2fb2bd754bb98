import type { DatabaseAccess, Scope, Tx } from '../database/database.ts'

/**
 * Does work of a tenant a few rows at a time, each few in a transaction of their own, until there are no more; says how many rows that were. Begins no
 * further batch once the signal is given.
 */
export async function inBatches(
  database: DatabaseAccess,
  scope: Scope,
  most: number,
  work: (tx: Tx, most: number) => Promise<number>,
  closing?: AbortSignal,
): Promise<number> {
  let [all, last] = [0, most]
  while (last === most && !closing?.aborted) {
    last = await database.write(scope, (tx) => work(tx, most))
    all += last
  }
  return all
}
