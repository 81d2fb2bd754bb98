import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { cursorAfter, sequenceAt } from './cursor.ts'
import { listSealedEvents } from './repository.ts'
import type { EventPage, EventQuery } from './schemas.ts'

/** What happened after a place in the order. There is always a next page: what has not happened yet. */
export async function listEvents(
  reads: Reads,
  actor: Actor,
  { cursor, limit = 25 }: Static<typeof EventQuery>,
): Promise<Static<typeof EventPage>> {
  const after = sequenceAt(cursor)
  const items = await listSealedEvents(reads, actor, after, limit)
  return { items, nextCursor: cursorAfter(items.at(-1)?.sequence ?? after) }
}
