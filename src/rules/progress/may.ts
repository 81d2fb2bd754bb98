import { type Refusal, refuse, refuseFor } from '../../shared/outcome.ts'
import type { CaseFacts } from './facts.ts'
import { type CaseStep, stageOf } from './steps.ts'

type TooEarlyOrLate = Refusal<'wrong-state'>

const not = (what: string): TooEarlyOrLate => refuse('wrong-state', what)

/** Whether an expression of interest can be drafted: until one was sent. */
export function mayDraftExpression({ expression }: CaseFacts): true | Refusal<'wrong-state' | 'expression-exists'> {
  if (expression === null) return true
  const conflict = { kind: 'expression-of-interest', id: expression.id } as const
  return expression.status === 'draft'
    ? refuseFor('expression-exists', 'The case has an expression of interest already', conflict)
    : refuseFor('wrong-state', 'An expression of interest was sent already', conflict)
}

/** Whether the way to a plan is open before planning, or again: where nothing is in force yet, or a review asks for a change. */
function isOpen({ expression, planInForce, sinceAgreed }: CaseFacts): boolean {
  return expression?.status === 'accepted' && (planInForce === null || sinceAgreed === 'asks-for-change')
}

/** Whether an assessment can be begun: before planning opens, and where a review asks for a change. */
export function mayAssess(facts: CaseFacts): true | Refusal<'wrong-state' | 'assessment-in-progress'> {
  const { assessment, budget, planInForce, planUnderWay } = facts
  const opens = planInForce ? !planUnderWay : !budget?.disclosed || !budget.current
  if (!isOpen(facts) || !opens)
    return not('Needs are assessed before planning opens, and where a review asks for a change')
  if (assessment?.status !== 'in-progress') return true
  const conflict = { kind: 'needs-assessment', id: assessment.id } as const
  return refuseFor('assessment-in-progress', 'A needs assessment is in progress already', conflict)
}

/** Whether a budget can be calculated: once the needs are assessed, while no plan is on its way to its signatures or its decision. */
export function mayCalculate(facts: CaseFacts): true | TooEarlyOrLate {
  const { assessment, planInForce, planUnderWay } = facts
  const assessed = assessment?.status === 'completed'
  const free = planInForce ? !planUnderWay : !planUnderWay || planUnderWay.status === 'returned'
  return (
    (isOpen(facts) && assessed && free) ||
    not('A budget is calculated after the needs assessment, before a plan is on its way')
  )
}

/** Whether a calculation can be adopted: one that was made from the newest assessment. */
export function mayAdopt(facts: CaseFacts): true | Refusal<'wrong-state'> {
  const may = mayCalculate(facts)
  if (may !== true) return may
  return facts.calculated || not('Work the budget out from the newest needs assessment first')
}

/** Whether a plan, or a changed one, can be drafted: once the person knows the amount, one at a time. */
export function mayDraftPlan({
  budget,
  planUnderWay,
  assessment,
}: CaseFacts): true | Refusal<'wrong-state' | 'budget-not-disclosed' | 'plan-exists'> {
  if (!budget?.disclosed) return refuse('budget-not-disclosed', 'The person has not been told the amount')
  if (planUnderWay)
    return refuseFor('plan-exists', 'A plan is on its way already', { kind: 'support-plan', id: planUnderWay.id })
  if (assessment?.status === 'in-progress' || !budget.current)
    return not('The needs were assessed again: work the budget out first')
  return true
}

/** The steps between which a case can be put under another version of its rules: what was begun is finished under one version. */
const boundaries: ReadonlySet<CaseStep> = new Set([
  'expression-accepted',
  'assessment-completed',
  'budget-calculated',
  'budget-adopted',
  'budget-disclosed',
  'plan-refused',
  'plan-to-change',
  'review-done',
])

export function mayChangeVersion(
  { assessment, planUnderWay, appeals }: CaseFacts,
  step: CaseStep,
): true | TooEarlyOrLate {
  const beside = stageOf[step] === 'spending' || stageOf[step] === 'review'
  const between = boundaries.has(step) && assessment?.status !== 'in-progress' && !(beside && planUnderWay)
  if (!between) return not('Rules change between two steps: finish the step that was begun')
  if (planUnderWay && planUnderWay.status !== 'draft') {
    const why = 'A plan on its way is decided under the rules it was submitted under: decide on it or withdraw it first'
    return refuseFor('wrong-state', why, { kind: 'support-plan', id: planUnderWay.id })
  }
  const [open] = appeals
  if (!open) return true
  const why = 'An appeal is open: what it is about stays under the rules it was decided by'
  return refuseFor('wrong-state', why, { kind: 'appeal', id: open.id })
}

/** Whether a plan with a health element can be agreed to: the GP practice agreed the need that follows from the assessment in force, and knows it where others recorded it. */
export function mayAgreeElement({ healthNeed, assessment }: CaseFacts): true | Refusal<'gp-agreement-missing'> {
  const stands = healthNeed?.status === 'agreed' && !healthNeed.untold
  if (stands && assessment?.status === 'completed' && assessment.id === healthNeed.needsAssessmentId) return true
  return refuse('gp-agreement-missing', 'The GP practice has not agreed the health need as it was assessed last')
}

/** Whether what comes before a plan is under way: an interest, an assessment, a calculation, or an amount that the person has not been told. */
export function isBeforePlanning({ expression, assessment, budget }: CaseFacts): boolean {
  return (
    expression?.status !== 'accepted' || assessment?.status === 'in-progress' || !budget?.current || !budget.disclosed
  )
}
