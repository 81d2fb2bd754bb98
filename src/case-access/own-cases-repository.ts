import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf, type Which } from '../platform/database/prepared-pages.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Case } from './case.ts'
import { maySee } from './grounds-repository.ts'
import {
  type Narrowing,
  type NarrowingPlaces,
  narrowed,
  narrowingKey,
  narrowingValues,
  viewsAsked,
  waysOf,
} from './narrowing-repository.ts'
import { isFullPlace, mayStandFully } from './places-repository.ts'
import { seesAll, toCase, visibleCases } from './visible-repository.ts'
import { anythingBeside, newestOf, type Order, places, waysBesidePlaces } from './ways-repository.ts'

const hasMore = preparedByActor(
  (_reads: Reads, actor) => sql<{ found: boolean }>`select ${anythingBeside(actor, isFullPlace(actor))} as found`,
)

/** How a page of a list is read: of all cases, of those by a full place, or of whatever the actor has to do with. */
type Side = 'all' | 'full-place' | 'own'
type Asked = PagePlaces & NarrowingPlaces

/** The visible cases of one side. Where they are a few of many, they are found from the actor's own side. */
function casesOn(side: Side, reads: Reads, actor: Asking, of: Which, asked: Asked, key: string, order: Order) {
  const how = { order, more: narrowed(key, asked) }
  if (side === 'full-place') return visibleCases(reads, actor, 'place', newestOf([places(actor)], of, asked, how))
  if (side === 'own')
    return visibleCases(reads, actor, 'any', newestOf([places(actor), ...waysBesidePlaces(actor)], of, asked, how))
  return key === ''
    ? visibleCases(reads, actor)
    : visibleCases(reads, actor, 'any', newestOf(waysOf(key, asked), of, asked, how))
}

const listOf = eachOf((side: Side, key: string, order: Order) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, asked: Asked) =>
      viewsAsked(key)
        .reduce(
          (cases, view) => cases.where(maySee({ ...actor, view })),
          casesOn(side, reads, actor, of, asked, key, order),
        )
        .$if(of === 'later', (query) => query.where('c.case_id', order === 'newest' ? '<' : '>', asked.after))
        .orderBy('c.case_id', order === 'newest' ? 'desc' : 'asc')
        .limit(asked.rows),
    ),
  ),
)

/**
 * One row more than a page, in the order of their opening. Most stand fully on the team of every case that they see: those are read by that alone,
 * and all other ways are set up for those only who have any.
 */
export async function listVisibleCases(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { narrowing, order, today }: { narrowing: Narrowing; order: Order; today: LocalDate },
): Promise<Case[]> {
  const asked = { ...placesOf(page), ...narrowingValues(narrowing, today) }
  const key = narrowingKey(narrowing)
  const list = async (side: Side) => (await listOf(side, key, order)(page)(reads, actor, asked)).map(toCase)
  if (seesAll(actor)) return list('all')
  if (!mayStandFully(actor)) return list('own')
  const [cases, [more]] = await Promise.all([list('full-place'), hasMore(reads, actor, {})])
  return more?.found ? list('own') : cases
}
