import { listIdentifiers } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import { findPlan, listPlans, type Plan } from './repository.ts'
import type { SupportPlanFilter } from './schemas.ts'

/** A plan that is read, with what other systems know it by. */
export type PlanToTell = Plan & { readonly identifiers: Identifier[] }

export async function findPlanToTell(reads: Reads, actor: Actor, id: string): Promise<PlanToTell | undefined> {
  const [plan, identifiers] = await Promise.all([
    findPlan(reads, actor, id),
    listIdentifiers(reads, actor, 'support-plan', [id]),
  ])
  return plan && { ...plan, identifiers: identifiers.get(id) ?? [] }
}

/** One row more than a page, newest first. */
export async function listPlansToTell(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  filter: SupportPlanFilter,
): Promise<PlanToTell[]> {
  const plans = await listPlans(reads, actor, caseId, page, filter)
  const identifiers = await listIdentifiers(
    reads,
    actor,
    'support-plan',
    plans.map(({ id }) => id),
  )
  return plans.map((plan) => ({ ...plan, identifiers: identifiers.get(plan.id) ?? [] }))
}
