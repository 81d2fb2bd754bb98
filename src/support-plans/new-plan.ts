import type { Static } from '@sinclair/typebox'
import { factsOf } from '../case-access/open-for-writing.ts'
import { findCompletedAssessment } from '../needs-assessments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { startingFrom } from '../rules/planning/worst-times.ts'
import { mayDraftPlan } from '../rules/progress/may.ts'
import { outcomesOf } from './outcomes.ts'
import { pricedLines } from './priced-lines.ts'
import { contentOf, insertPlanRow, newPlan, type Plan, type PlanContent } from './repository.ts'
import type { NewSupportPlan } from './schemas.ts'

type Input = Static<typeof NewSupportPlan>

/** What a draft begins with: what is given, with what each line comes to, and with what was said and assessed before. */
export async function newContentOf(tx: Tx, actor: Actor, caseId: string, input: Input): Promise<PlanContent> {
  const lines = pricedLines(input.lines)
  const { worstTimes = [] } = (await findCompletedAssessment(tx, actor, caseId)) ?? {}
  const crisisContingency = startingFrom(input.crisisContingency, worstTimes)
  const outcomes = await outcomesOf(tx, actor, caseId, input.outcomes)
  return contentOf({ ...input, outcomes, crisisContingency, lines })
}

/** A draft that may be begun on a case that is locked, as it will be; nothing is kept yet. */
export async function judgeNewPlan(tx: Tx, context: Context, caseId: string, input: Input): Promise<Plan> {
  const { actor, now } = context
  const content = await newContentOf(tx, actor, caseId, input)
  orThrow(mayDraftPlan(await factsOf(tx, context, caseId)))
  return newPlan(actor, caseId, content, now)
}

/** Keeps a draft that was judged. */
export async function keepNewPlan(
  tx: Tx,
  { actor, now }: Context,
  plan: Plan,
  told: { readonly broughtOver?: true } = {},
): Promise<void> {
  await Promise.all([
    insertPlanRow(tx, actor, plan),
    record(tx, actor, {
      type: 'support-plan.drafted',
      subjectId: plan.id,
      caseId: plan.caseId,
      at: now,
      facts: { totalPence: plan.totalPence, ...told },
    }),
  ])
}
