import { findCase } from '../case-access/repository.ts'
import { orNotFound, type Platform } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { findCalculation } from './repository.ts'
import { CalculationVerification } from './verification-schemas.ts'
import { verifyCalculation } from './verify-calculation.ts'

export async function verificationRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/budget-calculations/:budgetCalculationId/verification',
    operation({
      id: 'getCalculationVerification',
      tag: 'Budgets',
      summary: 'Run a stored calculation again, and see whether it gives the same bytes',
      description: 'Under the version of the rules that it was made with, however often the rules have changed since.',
      permission: 'budget:read',
      schema: { params: idParams('budgetCalculationId'), response: { 200: ref(CalculationVerification) } },
    }),
    async ({ actor, params: { budgetCalculationId: id } }) =>
      platform.database.read(actor, async (reads) => {
        const [budgetCase, calculation] = await Promise.all([
          findCase(reads, actor, { table: 'budget_calculation', id }),
          findCalculation(reads, actor, id),
        ])
        return verifyCalculation(reads, actor, orNotFound(budgetCase), orNotFound(calculation))
      }),
  )
}
