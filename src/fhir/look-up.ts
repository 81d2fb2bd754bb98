import { searchPeople } from '../people/search-people.ts'
import { type Actor, missing } from '../platform/access/access.ts'
import { seenIn } from '../platform/access/seen.ts'
import type { Answering } from '../platform/http/operation.ts'
import type { Search } from './search.ts'

/**
 * A search of people by what they are known by, once it is done as searchPeople does it: with its permission, a second fact and a purpose, counted for
 * each actor, and kept in the audit. What is left is a search of those whom it found.
 */
export async function lookedUp(
  { database, now, readLog }: Answering,
  actor: Actor,
  { lookUp, ...search }: Search,
): Promise<Search> {
  if (!lookUp) return search
  if (!actor.permissions.has('person:search')) throw missing('person:search', actor)
  const at = now(actor.commissionerId)
  const found = await database.write(actor, async (tx) => {
    const { body } = await searchPeople(tx, { actor, now: at, ifMatch: undefined }, lookUp)
    readLog.note(actor, 'searchPeople', seenIn(tx), at)
    return body.items.map(({ id }) => id)
  })
  return { ...search, ids: found.filter((id) => search.ids?.includes(id) ?? true) }
}
