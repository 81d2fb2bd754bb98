import { findPersonOnGrounds } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { operationsAbout } from '../platform/http/views-of-operations.ts'
import { anyOpens } from '../rules/access/opens.ts'
import type { Ground } from '../rules/access/sight.ts'
import { listReads } from './repository.ts'
import type { RecordRead } from './schemas.ts'

const placesBesides: readonly Ground[] = ['acts-for', 'acts-for-welfare', 'acts-for-property', 'speaks-for']

/**
 * Who looked at the record of a person. Who acts or speaks for the person is told of looks at what they could read, whatever else they are: that
 * somebody looked how the person signs in, or can be reached, tells that there is something to see.
 */
export async function listReadsOfPerson(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<RecordRead[]> {
  const found = await findPersonOnGrounds(reads, actor, personId)
  const places = found?.grounds.includes('own')
    ? []
    : (found?.grounds ?? []).filter((one) => placesBesides.includes(one))
  const operations = places.length > 0 ? operationsAbout((view) => anyOpens(places, view)) : undefined
  return listReads(reads, actor, { personId, operations }, page)
}
