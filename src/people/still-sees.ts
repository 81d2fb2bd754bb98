import { findCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { findPerson } from './repository.ts'

/** Whether the actor may see each of these records today, as far as the operation is about them: an answer is told again, and nothing is done again. */
export async function stillSees(reads: Reads, asks: Actor, seen: readonly Seen[]): Promise<boolean> {
  const actor = { ...asks, writes: false }
  const found = await Promise.all(
    seen.map(
      ({ caseId, personId }): Promise<unknown> =>
        caseId === null ? findPerson(reads, actor, personId) : findCase(reads, actor, caseId),
    ),
  )
  return found.every((one) => one !== undefined)
}
