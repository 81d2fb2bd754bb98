import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { carried } from '../rules/assessment/carried.ts'
import { defaultInstrument } from '../rules/assessment/instruments.ts'
import { mayAssess } from '../rules/progress/may.ts'
import { assessors, checkContent, requireOwnSight } from './open-assessment.ts'
import { insertAssessment } from './repository.ts'
import { findSaidBefore } from './said-before.ts'
import type { NeedsAssessment, NewNeedsAssessment } from './schemas.ts'

/** Begins a needs assessment, by the person or with them. Another may be begun until planning opens, and where a review asks for a change. */
export async function beginNeedsAssessment(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewNeedsAssessment>,
): Promise<Answer<NeedsAssessment>> {
  const { actor, now } = context
  const [budgetCase, facts] = await Promise.all([openForWriting(tx, context, caseId), factsOf(tx, context, caseId)])
  const as = requireCaseRole(budgetCase, actor, ...assessors)
  await requireMandate(tx, actor, caseId, as, 'beginNeedsAssessment')
  orThrow(mayAssess(facts))
  requireOwnSight(as, { ratings: {} }, input)
  const before = await findSaidBefore(tx, actor, caseId)
  const unpaidSupport = input.unpaidSupport ?? before.unpaidSupport
  const goals = carried(input.goals, before.goals)
  const answers = carried(input.answers, before.answers)
  const content = { ...input, ...(unpaidSupport && { unpaidSupport }), goals, answers }
  checkContent(defaultInstrument.code, defaultInstrument.version, content)
  const { version, ...assessment } = await insertAssessment(tx, actor, caseId, defaultInstrument, content, now)
  await Promise.all([
    record(tx, actor, {
      type: 'needs-assessment.begun',
      subjectId: assessment.id,
      caseId,
      at: now,
      facts: { instrument: assessment.instrument },
    }),
  ])
  return created(assessment, `/v1/needs-assessments/${assessment.id}`, version)
}
