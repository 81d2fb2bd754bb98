import { findEntryStatus } from '../cases/opening-repository.ts'
import { listKeptPriceCodes } from '../current-services/repository.ts'
import { type Assessment, findCompletedAssessment } from '../needs-assessments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import type { BudgetMethod } from '../rules/budgets/budget-rules.ts'
import type { BudgetFacts, RatedDomain } from '../rules/budgets/inputs.ts'

/** What a case says that a budget is worked out from; nothing is re-keyed between steps (P16). */
export async function budgetFacts(
  reads: Reads,
  actor: Actor,
  caseId: string,
  method: BudgetMethod,
): Promise<BudgetFacts> {
  const [keptServices, entryStatus, assessment] = await Promise.all([
    listKeptPriceCodes(reads, actor, caseId),
    findEntryStatus(reads, actor, caseId),
    method === 'points' ? findCompletedAssessment(reads, actor, caseId) : undefined,
  ])
  return {
    ratings: assessment ? ratedDomains(assessment) : [],
    keptServices,
    ...(entryStatus && { entryStatus }),
  }
}

/** The ratings of an assessment as points count them, in the order of its instrument. */
export function ratedDomains({
  instrument,
  instrumentVersion,
  ratings,
}: Pick<Assessment, 'instrument' | 'instrumentVersion' | 'ratings'>): RatedDomain[] {
  return instrumentOf(instrument, instrumentVersion).domains.flatMap(({ key, title }) => {
    const rating = ratings[key]
    if (!rating) return []
    const { typicalDay, worstDay, worstDaysPerMonth, withoutCurrentSupport } = rating
    return [{ key, title, typicalDay, worstDay, worstDaysPerMonth, withoutCurrentSupport }]
  })
}
