import type { Static } from '@sinclair/typebox'
import { openForWriting } from '../case-access/open-for-writing.ts'
import { findTierOfPlan } from '../crisis-contingencies/cover-gaps-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { requireSeatAt } from '../sign-off/require-seat-at.ts'
import { findPlan } from '../support-plans/repository.ts'
import { isPaidFallback } from './paid-fallback.ts'
import { findFallbackDecision, insertFallbackDecision } from './repository.ts'
import type { FallbackDecision, NewFallbackDecision } from './schemas.ts'

/** Says whether an organisation that is paid by the plan, or somebody who works here, may take over, by who sits where the plan was decided on: it has an interest of its own. */
export async function decideOnFallback(
  tx: Tx,
  context: Context,
  id: string,
  { outcome, because }: Static<typeof NewFallbackDecision>,
): Promise<Answer<FallbackDecision>> {
  const { actor, now } = context
  const [budgetCase, held, before] = await Promise.all([
    openForWriting(tx, context, { table: 'support_plan', id }),
    findPlan(tx, actor, id),
    findFallbackDecision(tx, actor, id),
  ])
  const plan = orNotFound(held)
  requireSeatAt(actor, budgetCase, await findTierOfPlan(tx, actor, plan))
  if (plan.status !== 'agreed' && plan.status !== 'active') throw new Problem('wrong-state', 'The plan is not in force')
  const choice = plan.crisisContingency?.ifTooUnwell?.choice
  if (!choice || !(await isPaidFallback(tx, actor, choice)))
    throw new Problem('wrong-state', 'The plan names nobody who is paid here to take over')
  if (before) throw new Problem('wrong-state', 'It has been decided on already')
  const caseId = budgetCase.id
  const decidedByName = actor.name || actor.actorId
  const decided = { supportPlanId: id, outcome, because, decidedByName, decidedAt: now.toISOString() }
  await insertFallbackDecision(tx, actor, decided)
  await record(tx, actor, { type: 'fallback.decided', subjectId: id, caseId, at: now, facts: { outcome } })
  return created(decided, `/v1/support-plans/${id}/fallback-decision`)
}
