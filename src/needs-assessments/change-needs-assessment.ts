import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { carried } from '../rules/assessment/carried.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { assessors, checkContent, openAssessment, requireOwnSight, withoutVersion } from './open-assessment.ts'
import { type AssessmentContent, setAssessmentContent } from './repository.ts'
import { findSaidBefore } from './said-before.ts'
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
  const { ratings, strengths, measures, worstTimes, noWorstTimes, unpaidSupport } = assessment
  const asked = { ...(worstTimes && { worstTimes }), ...(noWorstTimes !== undefined && { noWorstTimes }) }
  const before = {
    ...{ ratings, strengths, ...(measures && { measures }), ...asked },
    ...(unpaidSupport && { unpaidSupport }),
  }
  const { goals = assessment.goals, answers = assessment.answers, ...rest } = patch
  const said = await findSaidBefore(tx, actor, budgetCase.id)
  const content: AssessmentContent = {
    ...mergePatch<AssessmentContent>(before, rest),
    ...(goals && { goals: carried(goals, said.goals) }),
    ...(answers && { answers: carried(answers, said.answers) }),
  }
  requireOwnSight(as, before, content)
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
