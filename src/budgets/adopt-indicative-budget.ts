import { isDeepStrictEqual } from 'node:util'
import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { periodFrom } from '../rules/budgets/period.ts'
import { mayAdopt } from '../rules/progress/may.ts'
import { sourceInWords } from '../rules/scheme/sources.ts'
import { lowestCompetent } from '../rules/sign-off/lowest-competent.ts'
import { londonDate } from '../shared/dates.ts'
import { budgetFacts } from './budget-facts.ts'
import { factsOfSteps } from './calculation-hash.ts'
import { previewBudget } from './preview-budget.ts'
import { findCalculation, findRunningPeriod, insertIndicativeBudget, spendable } from './repository.ts'
import type { BudgetCalculation, IndicativeBudget, IndicativeBudgetAdoption } from './schemas.ts'

/**
 * Adopts one calculation as the indicative budget, where the case still says what it was worked out from, and some tier may decide on
 * a plan of that amount. The person must then be told, also where they were told another amount before. A period that runs goes on: a second
 * budget in it does not begin the count anew.
 */
export async function adoptIndicativeBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof IndicativeBudgetAdoption>,
): Promise<Answer<IndicativeBudget>> {
  const { actor, now } = context
  const [budgetCase, facts, calculation] = await Promise.all([
    openForWriting(tx, context, caseId),
    factsOf(tx, context, caseId),
    findCalculation(tx, actor, input.budgetCalculationId),
  ])
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer')
  orThrow(mayAdopt(facts))
  if (calculation?.caseId !== caseId) {
    throw new Problem('reference-unknown', undefined, {
      errors: [
        { pointer: '/budgetCalculationId', code: 'reference-unknown', detail: 'is no calculation of this case' },
      ],
    })
  }
  await requireCurrent(tx, context, budgetCase, calculation)
  orThrow(lowestCompetent(budgetCase.rules, spendable(calculation), new Map()))
  const today = londonDate(now)
  const running = await findRunningPeriod(tx, actor, budgetCase, today)
  const period = running ?? periodFrom(today, budgetCase.rules.period)
  const budget = await insertIndicativeBudget(tx, actor, calculation, period, now)
  await Promise.all([
    record(tx, actor, {
      type: 'indicative-budget.adopted',
      subjectId: budget.id,
      caseId,
      at: now,
      schemeVersion: calculation.schemeVersion,
      facts: { budgetCalculationId: calculation.id, amountPence: budget.amountPence },
    }),
  ])
  return created(budget, `/v1/cases/${caseId}/indicative-budget`)
}

/**
 * Refuses a calculation that would come out otherwise today: under other rules, with other ratings, or where the person now keeps a
 * service that was priced (P3).
 */
async function requireCurrent(
  tx: Tx,
  { actor }: Context,
  budgetCase: LockedCase,
  { schemeVersion, inputs, method, steps }: BudgetCalculation,
): Promise<void> {
  if (schemeVersion !== budgetCase.schemeVersion) {
    throw new Problem(
      'calculation-outdated',
      `It was made under version ${schemeVersion}, and the case is under version ${budgetCase.schemeVersion}: work it out again`,
    )
  }
  const today = previewBudget(
    budgetCase.rules,
    schemeVersion,
    inputs,
    await budgetFacts(tx, actor, budgetCase.id, method),
  )
  if (!isDeepStrictEqual(compared(today.steps), compared(steps)))
    throw new Problem('calculation-outdated', 'What it was worked out from has changed since: work it out again')
}

/** A calculation of before may cite a source by its short name: it is the same source. */
const compared = (steps: BudgetCalculation['steps']) =>
  factsOfSteps(steps).map((step) => ({ ...step, citation: sourceInWords(step.citation) }))
