import { isIdentityConfirmed } from '../case-progress/facts-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Missing } from '../rules/assessment/readiness.ts'
import { type LineNow, lossesOf, reductionsOf } from '../rules/planning/preventive.ts'
import { type Less, reductionsMissing } from '../rules/planning/reductions.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { conditionsOf } from '../rules/sign-off/conditions.ts'
import { unlessConfirmed } from '../rules/sign-off/identity.ts'
import { type Barred, lowestCompetent } from '../rules/sign-off/lowest-competent.ts'
import { isIndependent, type PartTaken } from '../rules/sign-off/parts.ts'
import type { Route } from '../rules/sign-off/sign-off.ts'
import type { ForcingCondition, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Refusal } from '../shared/outcome.ts'
import { type BudgetLeft, countedPence, findBudgetLeft } from '../support-plans/budget-left.ts'
import { findLinesNow, findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import type { Plan } from '../support-plans/repository.ts'
import { type DeclaredConflict, listConflicts, listPassedFrom } from './parts-repository.ts'

/** What a plan is checked against: what it can cost, who has declared a conflict on it, the other plan that is in force beside it, and who the person is. */
export interface PlanCircumstances {
  readonly budget: BudgetLeft | undefined
  readonly conflicts: readonly DeclaredConflict[]
  readonly beside: PlanInForce | undefined
  /** The lines of that plan, as the person has them; empty where there is none. */
  readonly linesNow: readonly LineNow[]
  readonly today: LocalDate
  readonly identityConfirmed: boolean
  /** The tiers that a conflict of interest has passed, of who decides there alone. */
  readonly passedFrom: readonly Tier[]
}

export async function findCircumstances(
  reads: Reads,
  actor: Actor,
  { id, caseId }: Pick<Plan, 'id' | 'caseId'>,
  now: Date,
): Promise<PlanCircumstances> {
  const [budget, conflicts, inForce, linesNow, identityConfirmed, passedFrom] = await Promise.all([
    findBudgetLeft(reads, actor, caseId, id),
    listConflicts(reads, actor, { caseId }),
    findPlanInForce(reads, actor, caseId),
    findLinesNow(reads, actor, caseId),
    isIdentityConfirmed(reads, actor, caseId),
    listPassedFrom(reads, actor, caseId),
  ])
  const beside = inForce?.plan.id === id ? undefined : inForce
  const today = londonDate(now)
  return { budget, conflicts, beside, linesNow: beside ? linesNow : [], today, identityConfirmed, passedFrom }
}

/** What a plan would take away of what the person has and is guarded. */
export const reductionsOfPlan = (rules: SchemeRules, plan: Pick<Plan, 'lines'>, circumstances: PlanCircumstances) =>
  lessByPlan(rules, plan, circumstances).guarded

/** The same of every line that they have, guarded or not. */
export function lessByPlan(
  { preventive }: SchemeRules,
  { lines }: Pick<Plan, 'lines'>,
  { linesNow, today }: PlanCircumstances,
): Less {
  const context = { today, reliedOnAfterMonths: preventive.reliedOnAfterMonths }
  return { guarded: reductionsOf(linesNow, lines, context), ordinary: lossesOf(linesNow, lines, context) }
}

/** What a plan takes away without saying why, and on what the person falls back. */
export function unexplained(rules: SchemeRules, plan: Plan, circumstances: PlanCircumstances): Missing[] {
  const { lines, reductions } = plan
  const { signatures } = rules
  return reductionsMissing(lessByPlan(rules, plan, circumstances), reductions, { lines, signatures })
}

/** The conditions that a plan meets now, of those that can force it to a higher tier. */
export function conditionsOfPlan(rules: SchemeRules, plan: Plan, circumstances: PlanCircumstances): ForcingCondition[] {
  const { budget, conflicts } = circumstances
  return conditionsOf(rules, plan, {
    budgetPence: budget?.leftPence,
    conflictDeclared: conflicts.length > 0,
    reductions: reductionsOfPlan(rules, plan, circumstances),
  })
}

/**
 * A tier at which only the case's own care coordinator sits is passed by where there is none, or they are not independent; and one that was passed by
 * for a conflict of interest before.
 */
export function barredTiers(rules: SchemeRules, taken: readonly PartTaken[], passedFrom: readonly Tier[]): Barred {
  const passed = passedFrom.map((tier) => [tier, 'not-independent'] as const)
  return new Map([...passed, ...barredToCoordinator(rules, taken)])
}

function barredToCoordinator({ tiers }: SchemeRules, taken: readonly PartTaken[]): Barred {
  const coordinatorId = taken.find(({ part }) => part === 'coordinates')?.humanId
  if (coordinatorId && isIndependent(coordinatorId, taken, 'decide', true)) return new Map()
  const alone = tiers.filter(({ heldBy }) => heldBy.every((holder) => holder === 'care-coordinator'))
  return new Map(alone.map(({ tier }) => [tier, coordinatorId ? 'not-independent' : 'no-care-coordinator'] as const))
}

/** The broker of the case, as one who will have signed: a plan that is decided on has all its signatures. */
function brokersToSign({ signatures }: SchemeRules, { status }: Plan, taken: readonly PartTaken[]): PartTaken[] {
  if (status === 'awaiting-decision' || !signatures.includes('broker')) return []
  return taken.filter(({ part }) => part === 'brokers').map((one) => ({ ...one, part: 'signed-as-broker' }))
}

/** Where a plan goes for its decision, as far as is known now: the same before it is submitted, once it is signed, and to whoever asks. */
export function expectedRoute(
  rules: SchemeRules,
  plan: Plan,
  known: PlanCircumstances & { readonly taken: readonly PartTaken[] },
): Route | Refusal<'tier-missing'> {
  const { budget } = known
  const barred = barredTiers(rules, [...known.taken, ...brokersToSign(rules, plan, known.taken)], known.passedFrom)
  const before = budget ? { since: budget.period.from, pence: budget.besidePence } : null
  const would = lowestCompetent(rules, countedPence(plan, budget), barred, conditionsOfPlan(rules, plan, known), before)
  return unlessConfirmed(rules, would, known.identityConfirmed, barred)
}
