import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { toConflict } from './declare-conflict-of-interest.ts'
import { listConflicts } from './parts-repository.ts'
import type { ConflictsOfInterest } from './schemas.ts'

/** The conflicts of interest on a plan and on every other of its case, for which they count as well; their words are told to those who decide. */
export async function listConflictsOfInterest(
  reads: Reads,
  actor: Actor,
  planId: string,
): Promise<Static<typeof ConflictsOfInterest>> {
  const conflicts = await listConflicts(reads, actor, { besidePlanId: planId })
  const told = actor.permissions.has('plan:decide')
  return { items: conflicts.map(toConflict).map((one) => (told ? one : { ...one, words: null })) }
}
