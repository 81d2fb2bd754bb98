import type { Static } from '@sinclair/typebox'
import { listVisibleCases } from '../case-access/own-cases-repository.ts'
import { caseTold } from '../case-access/visible-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { noteSeen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { page, pageRequest } from '../platform/http/pages.ts'
import { londonDate } from '../shared/dates.ts'
import { cursorOf } from './cursor.ts'
import { endOfChain, following } from './repository.ts'
import type { EventStart, EventStartQuery } from './schemas.ts'

/** The place to follow from, and a page of the cases that there are. The place goes first: what happens between the two is told after it. */
export async function getEventStart(
  reads: Reads,
  actor: Actor,
  query: Static<typeof EventStartQuery>,
  now: Date,
): Promise<Static<typeof EventStart>> {
  const follower = following(actor)
  const asked = pageRequest(query)
  const place = await endOfChain(reads)
  const { items, nextCursor } = page(
    asked,
    await listVisibleCases(reads, follower, asked, { narrowing: {}, order: 'newest', today: londonDate(now) }),
  )
  for (const seen of items.flatMap((one) => caseTold(one, follower))) noteSeen(reads, seen)
  return {
    startCursor: cursorOf(place),
    items: items.map(({ id, schemeId, step, version, endedAt }) => ({
      caseId: id,
      schemeId,
      step,
      version,
      ended: endedAt !== null,
    })),
    nextCursor,
  }
}
