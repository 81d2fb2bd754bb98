import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting } from '../case-access/open-for-writing.ts'
import { findCompletedAssessment } from '../needs-assessments/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { startingFrom } from '../rules/planning/worst-times.ts'
import { mayDraftPlan } from '../rules/progress/may.ts'
import { toSupportPlan } from './in-force.ts'
import { outcomesOf } from './outcomes.ts'
import { pricedLines } from './priced-lines.ts'
import { insertPlan } from './repository.ts'
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
  const { actor, now } = context
  const [budgetCase, facts] = await Promise.all([openForWriting(tx, context, caseId), factsOf(tx, context, caseId)])
  await requirePlanner(tx, budgetCase, actor, 'draftSupportPlan')
  const lines = pricedLines(input.lines)
  orThrow(mayDraftPlan(facts))
  const { worstTimes = [] } = (await findCompletedAssessment(tx, actor, caseId)) ?? {}
  const crisisContingency = startingFrom(input.crisisContingency, worstTimes)
  const outcomes = await outcomesOf(tx, actor, caseId, input.outcomes)
  const plan = await insertPlan(tx, actor, caseId, { ...input, outcomes, crisisContingency, lines }, now)
  await Promise.all([
    record(tx, actor, {
      type: 'support-plan.drafted',
      subjectId: plan.id,
      caseId,
      at: now,
      facts: { totalPence: plan.totalPence },
    }),
  ])
  return created(toSupportPlan(plan), `/v1/support-plans/${plan.id}`, plan.version)
}
