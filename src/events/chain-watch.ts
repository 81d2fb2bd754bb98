import type { DatabaseAccess } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { endOfChain } from './repository.ts'

const everyMilliseconds = 500
/** So many answers one client may have wait at a time in a process. */
export const mostWaits = 4

interface Waiter {
  readonly beyond: number
  readonly tell: () => void
}

/**
 * Those who wait for the next event: they hold no connection, and one look at the end of the chain serves all of a tenant. What another process sealed
 * is found as well.
 */
class ChainWatch {
  readonly #database: DatabaseAccess
  readonly #waiters = new Map<string, Set<Waiter>>()

  constructor(database: DatabaseAccess) {
    this.#database = database
  }

  /** Resolves once the tenant's chain goes beyond a place, or the signal is given. */
  grown(commissionerId: string, beyond: number, until: AbortSignal): Promise<void> {
    if (until.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(commissionerId) ?? new Set()
      const tell = () => {
        waiters.delete(waiter)
        until.removeEventListener('abort', tell)
        resolve()
      }
      const waiter = { beyond, tell }
      until.addEventListener('abort', tell)
      waiters.add(waiter)
      if (this.#waiters.has(commissionerId)) return
      this.#waiters.set(commissionerId, waiters)
      this.#lookSoon(commissionerId, waiters)
    })
  }

  #lookSoon(commissionerId: string, waiters: Set<Waiter>): void {
    setTimeout(async () => {
      // While the database is away nothing has happened; whoever waits asks it at their end and is told.
      const end = await this.#database
        .read({ commissionerId, actorId: 'chain-watch' }, endOfChain)
        .catch(() => undefined)
      for (const waiter of [...waiters]) if (end && end.sequence > waiter.beyond) waiter.tell()
      if (waiters.size > 0) this.#lookSoon(commissionerId, waiters)
      else this.#waiters.delete(commissionerId)
    }, everyMilliseconds).unref()
  }
}

const watches = new WeakMap<DatabaseAccess, ChainWatch>()
/** Until when each wait of a client lasts at the most, by the clock of the process. */
const waits = new Map<string, Set<{ readonly until: number }>>()

/**
 * Runs what waits for one client, for so many seconds at the most, as long as not too much of theirs waits already. One too many is told when the first of
 * the others is over, and not answered at once with nothing: who follows would ask again without a pause.
 */
export async function asOneWait<T>(client: string, seconds: number, work: () => Promise<T>): Promise<T> {
  const running = waits.get(client) ?? new Set()
  const now = performance.now()
  if (running.size >= mostWaits)
    throw new Problem('rate-limited', `${mostWaits} requests of yours wait already: let one of them end`, {
      retryAfterSeconds: (Math.min(...[...running].map(({ until }) => until)) - now) / 1_000,
    })
  const one = { until: now + seconds * 1_000 }
  waits.set(client, running.add(one))
  try {
    return await work()
  } finally {
    running.delete(one)
    if (running.size === 0) waits.delete(client)
  }
}

/** The watch of the process over the chains of a database. */
export function watchOf(database: DatabaseAccess): ChainWatch {
  const watch = watches.get(database) ?? new ChainWatch(database)
  watches.set(database, watch)
  return watch
}
