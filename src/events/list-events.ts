import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import { noteSeen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { linkNext } from '../platform/http/pages.ts'
import type { Operation } from '../platform/http/route.ts'
import { asOneWait, watchOf } from './chain-watch.ts'
import { cursorOf, type EventPlace, placeAt } from './cursor.ts'
import { endOfChain, listSealedEvents } from './repository.ts'
import type { EventPage, EventQuery } from './schemas.ts'

type Answers = Parameters<Operation['answer']>
type Query = Static<typeof EventQuery>
type Found = Awaited<ReturnType<typeof eventsAfter>>

/** What happened after a place in the order, as far as the reader may see it; `now` is the end as it is at this moment. */
export async function eventsAfter(reads: Reads, actor: Actor, after: EventPlace | 'now', query: Query) {
  const { limit = 25, type: types, caseId } = query
  if (after === 'now') return { items: [], upTo: await endOfChain(reads), more: false }
  const { seen, ...found } = await listSealedEvents(reads, actor, { after, limit, types, caseId })
  for (const one of seen) noteSeen(reads, one)
  return found
}

/**
 * The page after the cursor. Where there is nothing and the client waits, it is looked again whenever the chain has grown, each time with what the
 * client may see then; in between, no connection to the database is held.
 */
export async function answerEvents(
  look: (after: EventPlace | 'now', query: Query) => Promise<Found>,
  request: Answers[1],
  reply: Answers[2],
  { database, closing }: Answers[0],
): Promise<Static<typeof EventPage>> {
  const query = request.query as Query
  const { cursor, from, wait = 0 } = query
  const { commissionerId, actorId } = request.actor
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const next = async (): Promise<Found> => {
    let page = await look(from === 'now' && cursor === undefined ? 'now' : placeAt(cursor), query)
    const until = AbortSignal.any([AbortSignal.timeout(wait * 1_000), closing, gone.signal])
    while (wait > 0 && page.items.length === 0 && !until.aborted) {
      if (!page.more) await watchOf(database).grown(commissionerId, page.upTo.sequence, until)
      page = await look(page.upTo, query)
    }
    return page
  }
  const { items, upTo, more } = await (wait > 0 ? asOneWait(`${commissionerId} ${actorId}`, wait, next) : next())
  const nextCursor = cursorOf(upTo)
  linkNext(request, reply, nextCursor)
  return { items, nextCursor, more }
}
