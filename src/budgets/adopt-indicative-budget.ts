import type { Static } from '@sinclair/typebox'
import { needMoment, needStanding, openForWriting } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { findCalculation, insertIndicativeBudget } from './repository.ts'
import type { IndicativeBudget, IndicativeBudgetAdoption } from './schemas.ts'

/** Adopts one calculation as the indicative budget. The person must then be told, also where they were told another amount before. */
export async function adoptIndicativeBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof IndicativeBudgetAdoption>,
): Promise<Answer<IndicativeBudget>> {
  const { actor, now } = context
  const [the, calculation] = await Promise.all([
    openForWriting(tx, context, caseId),
    findCalculation(tx, actor, input.budgetCalculationId),
  ])
  needStanding(the, actor, 'care-coordinator', 'commissioner-officer')
  needMoment(the, 'budget-calculated', 'budget-adopted', 'budget-disclosed', 'plan-returned', 'plan-refused')
  if (calculation?.caseId !== caseId) {
    throw new Problem('reference-unknown', undefined, {
      errors: [
        { pointer: '/budgetCalculationId', code: 'reference-unknown', detail: 'is no calculation of this case' },
      ],
    })
  }
  if (calculation.schemeVersion !== the.schemeVersion) {
    throw new Problem(
      'calculation-outdated',
      `It was made under version ${calculation.schemeVersion}, and the case is under version ${the.schemeVersion}: work it out again`,
    )
  }
  const budget = await insertIndicativeBudget(tx, actor, calculation, now)
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'budget-adopted'),
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
