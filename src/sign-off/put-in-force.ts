import type { IndicativeBudget } from '../budgets/schemas.ts'
import type { LockedCase } from '../case-access/case.ts'
import { factsOf } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { startClock, stopClock } from '../clocks/running-repository.ts'
import { findDecidedShares } from '../decisions/repository.ts'
import { openLines, type Shares } from '../ledger/book-repository.ts'
import { closeLines, grantedOf, usedOf } from '../ledger/lines-repository.ts'
import { closeReserve, openReserve } from '../ledger/reserve-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import type { Reduction } from '../rules/planning/preventive.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findBudgetLeft, requireBudgetLeft, whyNotOpened } from '../support-plans/budget-left.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { setSuperseded } from '../support-plans/repository.ts'

/** Opens more lines of a plan for spending. */
export async function openMore(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
  shares: Shares = [],
): Promise<void> {
  if (lines.length === 0) return
  const problem = await whyNotOpened(tx, context, budgetCase)
  if (problem) throw problem
  openLines(tx, context.actor, { caseId: budgetCase.id, id: planId, lines, shares }, context.now)
}

/** What else follows from an agreement, which is another domain's to do. */
export type OnAgreed = (tx: Tx, context: Context, budgetCase: LockedCase, on: LocalDate) => Promise<void>

/** What is counted of the plan in force before its lines close, which is another domain's to do: gives the plan with what its lines have then. */
export type OnReplaced = (tx: Tx, context: Context, caseId: string, held: PlanInForce) => Promise<PlanInForce>

/** It was settled before what is left of its lines was worked out. */
export const asSettled: OnReplaced = (_tx, _context, _caseId, held) => Promise.resolve(held)

/**
 * Opens the lines that were agreed for spending, paid for in the shares that were decided, puts aside what the budget keeps for crises, and starts the clock
 * of the first payment.
 */
export async function openAgreed(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  planId: string,
  lines: readonly PlanLine[],
  budget: Pick<IndicativeBudget, 'period' | 'reservePence' | 'shares'> | undefined,
  onAgreed: OnAgreed,
  decided?: Shares | null,
): Promise<void> {
  const { actor, now } = context
  const caseId = budgetCase.id
  const before =
    budgetCase.rules.split.decidedAtApproval && !decided ? await findDecidedShares(tx, actor, caseId) : decided
  const shares = before ?? budget?.shares
  await openMore(tx, context, budgetCase, planId, lines, shares)
  const { reservePence = 0, period } = budget ?? {}
  const workingDays = budgetCase.rules.clocks.firstPayment
  const clock = { caseId, kind: 'first-payment', subjectId: planId, workingDays } as const
  await Promise.all([
    period && openReserve(tx, actor, { caseId, supportPlanId: planId, periodFrom: period.from, reservePence }, now),
    startClock(tx, actor, clock, londonDate(now)),
    onAgreed(tx, context, budgetCase, londonDate(now)),
  ])
}

/**
 * Makes room for a plan that is about to be agreed: the one that was in force is superseded, its lines close, and what was not
 * spent of them is released. A case spends under one plan at a time, so that a budget is never agreed to twice. What its end takes from the
 * budget is not there for the lines that are opened after it: they are refused where they come to more than is left then.
 */
export async function supersedePlan(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  inForce: PlanInForce,
  byPlanId: string,
  onReplaced: OnReplaced,
  opening?: readonly PlanLine[],
): Promise<void> {
  const { actor, now } = context
  const caseId = budgetCase.id
  await requireNoCrisis(tx, context, budgetCase)
  const held = await onReplaced(tx, context, caseId, inForce)
  if (opening && held !== inForce)
    requireBudgetLeft(budgetCase.rules, await findBudgetLeft(tx, actor, caseId, byPlanId), opening)
  const { plan, opened: open } = held
  const ending = { caseId, planId: plan.id, opened: open }
  const { opened, releasedPence } = await closeReserve(tx, actor, ending, now)
  await Promise.all([
    setSuperseded(tx, actor, plan.id, byPlanId),
    closeLines(tx, actor, caseId, opened, now),
    stopClock(tx, actor, 'first-payment', plan.id, londonDate(now)),
    record(tx, actor, {
      type: 'support-plan.superseded',
      subjectId: plan.id,
      caseId,
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
      (had) => (opening.find((line) => line.key === had.key)?.amountPence ?? 0) < grantedOf(had) - usedOf(had),
    )?.key
  const open = less && (await findOpenAppeal(tx, actor, budgetCase.id))
  if (open)
    throw new Problem('support-frozen', `The plan would leave less for ${less} than there is now`, {
      conflict: { kind: 'appeal', id: open },
    })
}

/** Refuses to put another plan in the place of one by which a crisis is being met: its support would go in the middle of it. */
async function requireNoCrisis(tx: Tx, context: Context, budgetCase: LockedCase): Promise<void> {
  const { crisis } = await factsOf(tx, context, budgetCase.id)
  if (crisis) throw new Problem('crisis-active', undefined, { conflict: { kind: 'crisis-episode', id: crisis.id } })
}

/** The last day on which the person goes on having what a plan that is agreed today takes away. */
export const takesEffectAfter = ({ preventive }: Pick<SchemeRules, 'preventive'>, now: Date): LocalDate =>
  workingDaysAfter(londonDate(now), preventive.noticeWorkingDays)

/** Starts the notice of a plan that takes something away. */
export async function giveNotice(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  planId: string,
): Promise<void> {
  const workingDays = budgetCase.rules.preventive.noticeWorkingDays
  const clock = { caseId: budgetCase.id, kind: 'reduction-notice', subjectId: planId, workingDays } as const
  await startClock(tx, actor, clock, londonDate(now))
}
