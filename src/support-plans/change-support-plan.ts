import type { Static } from '@sinclair/typebox'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { changedLines, planTotal } from '../rules/planning/plan-checks.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { toSupportPlan } from './in-force.ts'
import { openPlan } from './open-plan.ts'
import { outcomesOf } from './outcomes.ts'
import { pricedLines } from './priced-lines.ts'
import { authorsWith, contentOf, type Plan, type PlanContent, planHash, setPlan } from './repository.ts'
import { requirePlanner } from './require-planner.ts'
import type { SupportPlan, SupportPlanPatch } from './schemas.ts'
import { listSignedAs } from './versions-repository.ts'

/**
 * Changes a plan until it is decided on. A change after it was submitted takes it back to a draft: the signatures and the
 * route belonged to a text that no longer stands, and are kept beside that text; it is on the record which they were, and which lines changed.
 */
export async function changeSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof SupportPlanPatch>,
): Promise<Answer<SupportPlan>> {
  const { actor, now } = context
  const { budgetCase, plan } = await openPlan(
    tx,
    context,
    id,
    'draft',
    'awaiting-signatures',
    'awaiting-decision',
    'returned',
  )
  await requirePlanner(tx, budgetCase, actor, 'changeSupportPlan')
  const content = mergePatch<PlanContent>(contentOf(plan), {
    ...patch,
    ...(patch.lines && { lines: pricedLines(patch.lines) }),
    ...(patch.outcomes && { outcomes: await outcomesOf(tx, actor, budgetCase.id, patch.outcomes) }),
  })
  const hash = planHash(id, content)
  if (hash === plan.contentHash) return done(toSupportPlan(plan), plan.version)
  const changed: Plan = {
    ...plan,
    ...content,
    totalPence: planTotal(content),
    contentHash: hash,
    authorIds: authorsWith(plan, actor),
    status: 'draft',
    submittedVersion: null,
    tier: null,
  }
  const voided = plan.submittedVersion !== null && plan.status !== 'returned'
  const signedAs = voided ? await listSignedAs(tx, actor, id) : []
  await Promise.all([
    setPlan(tx, actor, changed),
    plan.status === 'awaiting-decision' ? stopClock(tx, actor, 'plan-decision', id, londonDate(now)) : undefined,
    record(tx, actor, {
      type: 'support-plan.changed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: {
        fields: Object.keys(patch),
        totalPence: changed.totalPence,
        lines: changedLines(plan.lines, changed.lines),
        voidedVersion: voided ? plan.submittedVersion : null,
        voidedSignatures: signedAs,
      },
    }),
  ])
  return done(toSupportPlan(changed), plan.version + 1)
}
