import { findEntryStatus } from '../cases/opening-repository.ts'
import { insertSocialCareBudget } from '../current-services/social-care-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { jointMissing } from '../rules/assessment/eligibility.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import { missingRatings, missingWorstTimes } from '../rules/assessment/needs.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findFindings } from './joint-repository.ts'
import { openAssessment, withoutVersion } from './open-assessment.ts'
import { setAssessmentCompleted } from './repository.ts'
import type { NeedsAssessment } from './schemas.ts'

/**
 * Completes a needs assessment, by the care coordinator. Every domain is rated, by both bodies where the scheme asks for that,
 * and it is said when it is worst; what was in force before is superseded.
 */
export async function completeNeedsAssessment(tx: Tx, context: Context, id: string): Promise<Answer<NeedsAssessment>> {
  const { actor, now } = context
  const { budgetCase, assessment } = await openAssessment(tx, context, id, ['care-coordinator'])
  const [entryStatus, { health, council }] = await Promise.all([
    findEntryStatus(tx, actor, budgetCase.id),
    findFindings(tx, actor, assessment),
  ])
  const errors = [
    ...missingRatings(instrumentOf(assessment.instrument, assessment.instrumentVersion), assessment.ratings),
    ...missingWorstTimes(assessment),
    ...jointMissing(budgetCase.rules, entryStatus, { health: health !== undefined, council: council !== undefined }),
  ]
  if (errors.length > 0) throw new Problem('assessment-incomplete', undefined, { errors })
  // To complete it is to agree to what the council found: the two are of two organisations, and two humans.
  if (council) await requireSecondPerson(tx, actor, [council.foundBy])
  if (council?.socialCare) {
    const { organisationId, foundByName: evidence, socialCare } = council
    const given = { organisationId, ...socialCare, fromOn: londonDate(now), evidence }
    await insertSocialCareBudget(tx, context, budgetCase.id, given, id)
  }
  await Promise.all([
    setAssessmentCompleted(tx, actor, budgetCase.id, id, now),
    record(tx, actor, { type: 'needs-assessment.completed', subjectId: id, caseId: budgetCase.id, at: now }),
  ])
  return done(
    withoutVersion({ ...assessment, status: 'completed', completedAt: now.toISOString() }),
    assessment.version + 1,
  )
}
