import type { LockedCase } from '../case-access/case.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { closeLines } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import type { Reduction } from '../rules/planning/preventive.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { setSuperseded } from '../support-plans/repository.ts'

/**
 * Makes room for a plan that is about to be agreed: the one that was in force is superseded, its lines close, and what was not
 * spent of them is released. A case spends under one plan at a time, so that a budget is never agreed to twice.
 */
export async function supersedePlan(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  { plan, opened }: PlanInForce,
  byPlanId: string,
): Promise<void> {
  const releasedPence = sumPence(opened.map((line) => line.agreedPence - line.spentPence))
  await Promise.all([
    setSuperseded(tx, actor, plan.id),
    closeLines(tx, actor, budgetCase.id, opened, now),
    stopClock(tx, actor, 'first-payment', plan.id, londonDate(now)),
    record(tx, actor, {
      type: 'support-plan.superseded',
      subjectId: plan.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { by: byPlanId, releasedPence },
    }),
  ])
}

/** Refuses to give less than the plan in force has left while an appeal is open: what the person has stays as it is (P5). */
export async function requireUnfrozen(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  { opened }: PlanInForce,
  opening: readonly Pick<PlanLine, 'key' | 'amountPence'>[],
  reductions: readonly Pick<Reduction, 'line'>[],
): Promise<void> {
  const less =
    reductions[0]?.line ??
    opened.find(
      ({ key, agreedPence, spentPence }) =>
        (opening.find((line) => line.key === key)?.amountPence ?? 0) < agreedPence - spentPence,
    )?.key
  const open = less && (await findOpenAppeal(tx, actor, budgetCase.id))
  if (open)
    throw new Problem('support-frozen', `The plan would leave less for ${less} than there is now`, {
      conflict: { kind: 'appeal', id: open },
    })
}
