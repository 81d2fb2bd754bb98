import type { Static } from '@sinclair/typebox'
import { needMoment, needStanding, openForWriting } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { defaultInstrument } from '../rules/instruments.ts'
import { assessors, checkDomains } from './open-assessment.ts'
import { insertAssessment } from './repository.ts'
import type { NeedsAssessment, NewNeedsAssessment } from './schemas.ts'

/** Begins a needs assessment, by the person or with them. Another may be begun until planning opens, and where a review asks for a change. */
export async function beginNeedsAssessment(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewNeedsAssessment>,
): Promise<Answer<NeedsAssessment>> {
  const { actor, now } = context
  const the = await openForWriting(tx, context, caseId)
  needStanding(the, actor, ...assessors)
  needMoment(
    the,
    'expression-accepted',
    'assessment-begun',
    'assessment-completed',
    'budget-calculated',
    'budget-adopted',
    'plan-to-change',
  )
  checkDomains(defaultInstrument.code, defaultInstrument.version, input)
  const { version, ...assessment } = await insertAssessment(tx, actor, caseId, defaultInstrument, input, now)
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'assessment-begun'),
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
