import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import { missingRatings, missingWorstTimes } from '../rules/assessment/needs.ts'
import { openAssessment, withoutVersion } from './open-assessment.ts'
import { setAssessmentCompleted } from './repository.ts'
import type { NeedsAssessment } from './schemas.ts'

/** Completes a needs assessment, by the care coordinator. Every domain is rated, and it is said when it is worst; what was in force before is superseded. */
export async function completeNeedsAssessment(tx: Tx, context: Context, id: string): Promise<Answer<NeedsAssessment>> {
  const { actor, now } = context
  const { budgetCase, assessment } = await openAssessment(tx, context, id, ['care-coordinator'])
  const errors = [
    ...missingRatings(instrumentOf(assessment.instrument, assessment.instrumentVersion), assessment.ratings),
    ...missingWorstTimes(assessment),
  ]
  if (errors.length > 0) throw new Problem('assessment-incomplete', undefined, { errors })
  await Promise.all([
    setAssessmentCompleted(tx, actor, budgetCase.id, id, now),
    record(tx, actor, { type: 'needs-assessment.completed', subjectId: id, caseId: budgetCase.id, at: now }),
  ])
  return done(
    withoutVersion({ ...assessment, status: 'completed', completedAt: now.toISOString() }),
    assessment.version + 1,
  )
}
