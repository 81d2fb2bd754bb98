import type { Static } from '@sinclair/typebox'
import { openForWriting } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { toSupportPlan } from './in-force.ts'
import { judgeNewPlan, keepNewPlan } from './new-plan.ts'
import { requirePlanner } from './require-planner.ts'
import type { NewSupportPlan, SupportPlan } from './schemas.ts'

/**
 * Begins a support plan, once the person knows the amount; a new one after a refusal; or a changed one beside the plan that was agreed,
 * which goes on until the changed one is agreed in its turn.
 */
export async function draftSupportPlan(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewSupportPlan>,
): Promise<Answer<SupportPlan>> {
  const budgetCase = await openForWriting(tx, context, caseId)
  await requirePlanner(tx, budgetCase, context.actor, 'draftSupportPlan')
  const plan = await judgeNewPlan(tx, context, caseId, input)
  await keepNewPlan(tx, context, plan)
  return created(toSupportPlan(plan), `/v1/support-plans/${plan.id}`, plan.version)
}
