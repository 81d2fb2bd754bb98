import type { Static } from '@sinclair/typebox'
import { findIndicativeBudget } from '../budgets/repository.ts'
import { needMoment, openForWriting } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { planningOpensAt } from '../rules/progress.ts'
import { needPlanner, toSupportPlan } from './open-plan.ts'
import { insertPlan } from './repository.ts'
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
  const [the, budget] = await Promise.all([
    openForWriting(tx, context, caseId),
    findIndicativeBudget(tx, actor, caseId),
  ])
  needPlanner(the, actor)
  if (!budget?.disclosedAt) throw new Problem('budget-not-disclosed')
  needMoment(the, ...planningOpensAt)
  const plan = await insertPlan(tx, actor, caseId, input, now)
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'plan-drafted'),
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
