import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { assessors, checkContent, openAssessment, requireOwnSight, withoutVersion } from './open-assessment.ts'
import { type AssessmentContent, setAssessmentContent } from './repository.ts'
import type { NeedsAssessment, NeedsAssessmentPatch } from './schemas.ts'

/** Changes an assessment in progress. */
export async function changeNeedsAssessment(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof NeedsAssessmentPatch>,
): Promise<Answer<NeedsAssessment>> {
  const { actor, now } = context
  const { budgetCase, assessment, as } = await openAssessment(tx, context, id, assessors)
  const { ratings, strengths, measures, worstTimes, noWorstTimes } = assessment
  const asked = { ...(worstTimes && { worstTimes }), ...(noWorstTimes !== undefined && { noWorstTimes }) }
  const before = { ratings, strengths, ...(measures && { measures }), ...asked }
  const content = mergePatch<AssessmentContent>(before, patch)
  requireOwnSight(as, ratings, content.ratings)
  checkContent(assessment.instrument, assessment.instrumentVersion, content)
  await Promise.all([
    setAssessmentContent(tx, actor, id, content),
    record(tx, actor, {
      type: 'needs-assessment.changed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { fields: Object.keys(patch) },
    }),
  ])
  return done(withoutVersion({ ...assessment, ...content }), assessment.version + 1)
}
