import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { listSpenders } from '../spending/spender.ts'
import { findPlan } from '../support-plans/repository.ts'
import type { LineSpenders } from './schemas.ts'

/** Who may spend from each line of a plan, by the rule that a purchase is held to. */
export async function getSpenders(
  reads: Reads,
  actor: Actor,
  supportPlanId: string,
): Promise<Static<typeof LineSpenders> | undefined> {
  const plan = await findPlan(reads, actor, supportPlanId)
  if (!plan) return undefined
  const spenders = await listSpenders(reads, actor, plan.caseId, plan.lines)
  return {
    lines: plan.lines.map(({ key, deployment, holderId }, index) => ({
      line: key,
      deployment,
      holderId,
      spenders: spenders[index] ?? [],
    })),
  }
}
