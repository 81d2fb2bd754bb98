import type { Pence } from '../../shared/money.ts'
import { hasGapsAtWorst, type PlanContent, type PlanLine, planTotal } from '../planning/plan-checks.ts'
import type { Reduction } from '../planning/preventive.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { type ForcingCondition, forcingConditions } from './sign-off-rules.ts'

/** What a plan is held against to see whether something forces it to a higher tier, whatever its amount. */
export interface Circumstances {
  /** What the plan may cost; undefined where no budget is in force. */
  readonly budgetPence: Pence | undefined
  /** Whether somebody who works or decides on the plan has declared a conflict of interest. */
  readonly conflictDeclared: boolean
  /** What the plan would take away of lines that are guarded; empty for a first plan. */
  readonly reductions: readonly Reduction[]
}

/** The conditions that a plan meets, in the order of the policy. Which of them force a tier is for the scheme to say. */
export function conditionsOf(
  rules: Pick<SchemeRules, 'catalogue'>,
  plan: PlanContent,
  { budgetPence, conflictDeclared, reductions }: Circumstances,
): ForcingCondition[] {
  const met: Readonly<Record<ForcingCondition, boolean>> = {
    'preventive-reduction': reductions.length > 0,
    'crisis-gaps-accepted': plan.crisisContingency !== null && hasGapsAtWorst(plan.crisisContingency),
    'conflict-of-interest': conflictDeclared,
    'over-indicative-budget': budgetPence !== undefined && planTotal(plan) > budgetPence,
    'off-catalogue': isOffCatalogue(rules, plan.lines),
  }
  return forcingConditions.filter((condition) => met[condition])
}

/** Whether a line buys what is unusual in the scheme. Unusual is fine (S2: odd purchases with a said outcome); it can go to a higher tier. */
export function isOffCatalogue(
  { catalogue }: Pick<SchemeRules, 'catalogue'>,
  lines: readonly Pick<PlanLine, 'category'>[],
): boolean {
  return catalogue !== null && lines.some((line) => !catalogue.includes(line.category))
}
