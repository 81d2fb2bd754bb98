import { getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findPlan } from '../support-plans/repository.ts'
import type { SignOffRoute } from './route-schemas.ts'
import { signOffRoute } from './sign-off-route.ts'

/** Who must sign a plan and has, who decides and why. */
export async function getSignOffRoute(
  reads: Reads,
  actor: Actor,
  id: string,
  now: Date,
): Promise<SignOffRoute | undefined> {
  const [rules, plan] = await Promise.all([
    getRulesOfCase(reads, actor, { table: 'support_plan', id }),
    findPlan(reads, actor, id),
  ])
  return rules && plan && signOffRoute(reads, actor, rules, plan, now)
}
