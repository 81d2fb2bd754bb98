import type { Static } from '@sinclair/typebox'
import { listServicesOf } from '../current-services/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findPlan } from '../support-plans/repository.ts'
import { coverAt } from './cover.ts'
import type { Cover, CoverQuery } from './schemas.ts'

/** How the week of a plan is covered, and who can be called at a minute of it. */
export async function getCover(
  reads: Reads,
  actor: Actor,
  id: string,
  { at }: Static<typeof CoverQuery>,
  now: Date,
): Promise<Static<typeof Cover> | undefined> {
  const [plan, services] = await Promise.all([
    findPlan(reads, actor, id),
    listServicesOf(reads, actor, { table: 'support_plan', id }),
  ])
  return plan && coverAt(plan.crisisContingency, services, at === undefined ? now : new Date(at))
}
