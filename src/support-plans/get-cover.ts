import type { Static } from '@sinclair/typebox'
import { coverAt } from '../crisis-contingencies/cover.ts'
import type { Cover, CoverQuery } from '../crisis-contingencies/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findPlan } from './repository.ts'

/** How the week of a plan is covered, and who can be called at a minute of it. */
export async function getCover(
  reads: Reads,
  actor: Actor,
  id: string,
  { at }: Static<typeof CoverQuery>,
  now: Date,
): Promise<Static<typeof Cover> | undefined> {
  const plan = await findPlan(reads, actor, id)
  return plan && coverAt(plan.crisisContingency, at === undefined ? now : new Date(at))
}
