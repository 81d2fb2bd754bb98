import type { LockedCase } from '../case-access/case.ts'
import { setEnding } from '../case-access/repository.ts'
import { stopClocks } from '../clocks/running-repository.ts'
import { withdrawExpressions } from '../expressions-of-interest/repository.ts'
import { closeLines } from '../ledger/lines-repository.ts'
import { withdrawAssessments } from '../needs-assessments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { cancelReviews } from '../reviews/repository.ts'
import type { Ending } from '../rules/progress/endings.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { endPlan, withdrawPlan } from '../support-plans/ending-repository.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findPlanInFlight } from '../support-plans/repository.ts'
import { closeAnnounced } from './announced-repository.ts'

/** How a case ends, and in the person's words where they said so and gave any. */
export interface Ended {
  readonly ending: Ending
  readonly words?: string | null
}

/**
 * Ends a case, and everything of it: the plan in force and its lines close today and what was not spent is released, drafts are withdrawn,
 * reviews that are still open are cancelled, and clocks stop. Appeals stay open and are decided all the same; accounts stay open to those who keep them. Gives what was released.
 */
export async function closeCase(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  { ending, words = null }: Ended,
): Promise<Pence> {
  const [inForce, underWay] = await Promise.all([
    findPlanInForce(tx, actor, budgetCase.id),
    findPlanInFlight(tx, actor, budgetCase.id),
  ])
  const opened = inForce?.opened ?? []
  const releasedPence = sumPence(opened.map((line) => line.agreedPence - line.spentPence))
  const happened = { caseId: budgetCase.id, at: now, schemeVersion: budgetCase.schemeVersion }
  await Promise.all([
    ...(inForce
      ? [
          endPlan(tx, actor, inForce.plan.id),
          endReviews(tx, actor, happened, inForce.plan.id, ending),
          closeLines(tx, actor, budgetCase.id, opened, now),
          record(tx, actor, {
            ...happened,
            type: 'support-plan.ended',
            subjectId: inForce.plan.id,
            facts: { ending, releasedPence },
          }),
        ]
      : []),
    ...(underWay
      ? [
          withdrawPlan(tx, actor, underWay.id, now),
          record(tx, actor, { ...happened, type: 'support-plan.withdrawn', subjectId: underWay.id, facts: { ending } }),
        ]
      : []),
    withdrawExpressions(tx, actor, budgetCase.id),
    withdrawAssessments(tx, actor, budgetCase.id),
    stopClocks(tx, actor, budgetCase.id, londonDate(now)),
    closeAnnounced(tx, actor, budgetCase.id, 'took-effect', now),
    setEnding(tx, actor, budgetCase.id, { ending, at: now, words }),
  ])
  return releasedPence
}

async function endReviews(
  tx: Tx,
  actor: Actor,
  happened: { readonly caseId: string; readonly at: Date; readonly schemeVersion: number },
  supportPlanId: string,
  ending: Ending,
): Promise<void> {
  const open = await cancelReviews(tx, actor, happened.caseId, supportPlanId)
  await Promise.all(
    open.map(({ id, kind, dueOn }) =>
      record(tx, actor, {
        ...happened,
        type: 'review.cancelled',
        subjectId: id,
        facts: { kind, dueOn, ending },
      }),
    ),
  )
}
