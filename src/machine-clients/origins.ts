import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { type DatabaseAccess, databaseOf, type Reads } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Origins } from '../platform/http/cors.ts'
import { invalidAt } from '../platform/http/errors.ts'
import type { WorldClock } from '../platform/work/clock.ts'
import { listOrigins } from './repository.ts'

/** The origins of every tenant’s clients: a browser asks before it sends a token, so that nobody knows the tenant yet. */
export function originFinder(database: DatabaseAccess, now: WorldClock): () => Promise<Origins> {
  let kept: { readonly origins: Promise<Origins>; readonly at: number } | undefined
  return () => {
    const at = now().getTime()
    // As with tokens: what was ended is honoured no longer than that.
    if (kept && Math.abs(at - kept.at) <= mostSecondsBehind * 1000) return kept.origins
    const origins = findOrigins(database)
    kept = { origins, at }
    origins.catch(() => {
      kept = undefined
    })
    return origins
  }
}

async function findOrigins(database: DatabaseAccess): Promise<Origins> {
  const tenants = await listTenants(database)
  const found = new Map<string, Set<string>>()
  const each = tenants.map(({ commissionerId }) =>
    database.read({ commissionerId, actorId: '' }, (reads) => listOrigins(reads, commissionerId)),
  )
  for (const [at, clients] of (await Promise.all(each)).entries())
    for (const { clientId, origin } of clients) {
      const names = found.get(origin) ?? new Set()
      found.set(origin, names.add(`${tenants[at]?.commissionerId} ${clientId}`))
    }
  return found
}

const sandboxes = new WeakSet<object>()
/** In the sandbox, pages of the same machine may ask as well. */
export const letLocalOriginsIn = (database: DatabaseAccess): unknown => sandboxes.add(database)

/** Refuses what is not exactly an origin as a browser writes it, over https; in the sandbox also http on this machine. */
export function requireOrigins(reads: Reads, origins: readonly string[]): void {
  const mayBeLocal = sandboxes.has(databaseOf(reads))
  const wrong = origins.findIndex((origin) => {
    const url = URL.parse(origin)
    if (url === null || url.origin !== origin || !/^[a-z0-9.-]+$/.test(url.hostname)) return true
    const isLocal = url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)
    return url.protocol !== 'https:' && !(mayBeLocal && isLocal)
  })
  if (wrong < 0) return
  throw invalidAt(
    `/origins/${wrong}`,
    'must be an origin over https, as a browser writes it: no path, no port that is usual, small letters',
    'origin-wrong',
  )
}
