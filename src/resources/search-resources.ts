import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { page, pageRequest } from '../platform/http/pages.ts'
import { termsSought } from '../rules/planning/resources.ts'
import { londonDate } from '../shared/dates.ts'
import { asOn, listResources } from './repository.ts'
import type { ResourcePage, ResourceQuery } from './schemas.ts'
import { lexemesOf } from './terms-repository.ts'

/** Looks for what there is: the free first, then what costs little. */
export async function searchResources(
  reads: Reads,
  actor: Actor,
  { text, culture, fromBy, limit, cursor, ...sought }: Static<typeof ResourceQuery>,
  now: Date,
): Promise<Static<typeof ResourcePage>> {
  const asked = pageRequest(
    { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
    'word and id',
  )
  const today = londonDate(now)
  const [words, cultures] = await Promise.all(
    [text, culture].map((one) => (one === undefined ? null : lexemesOf(reads, one))),
  )
  const terms = termsSought(sought, words ?? null, cultures)
  const found = terms ? await listResources(reads, actor, terms, asked, { today, fromBy }) : []
  const { items, nextCursor } = page(
    asked,
    found.map((resource) => ({ ...asOn(resource, today), place: `${resource.cost} ${resource.id}` })),
  )
  return { items: items.map(({ place: _, ...resource }) => resource), nextCursor }
}
