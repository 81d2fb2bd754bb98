import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findGround } from '../case-team/sharing-grounds-repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { findCompletedAssessment } from '../needs-assessments/repository.ts'
import { findTakingPart } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { startNeedClock } from './need-clock.ts'
import { findHealthNeed, findStandingNeed, insertHealthNeed, setNeedStatus } from './repository.ts'
import type { HealthNeed, NewHealthNeed } from './schemas.ts'

/**
 * Asks a GP practice to agree the health need that the assessor suggests. The person has agreed to share with the practice before; and a need that
 * was suggested earlier is asked no more, whatever was answered: a change is agreed anew.
 */
export async function suggestHealthNeed(
  tx: Tx,
  context: Context,
  caseId: string,
  { organisationId, words }: Static<typeof NewHealthNeed>,
): Promise<Answer<HealthNeed>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'care-coordinator')
  if (budgetCase.rules.split.kind !== 'layered')
    throw new Problem(
      'wrong-state',
      'No GP is asked under this scheme: it adds no health element to a social-care budget',
    )
  const [practice, assessment, standing] = await Promise.all([
    findTakingPart(tx, actor.commissionerId, organisationId),
    findCompletedAssessment(tx, actor, caseId),
    findStandingNeed(tx, actor, caseId),
  ])
  if (practice?.kind !== 'gp-practice') {
    const errors = [
      { pointer: '/organisationId', code: 'reference-unknown', detail: 'is no GP practice that takes part' },
    ]
    throw new Problem('reference-unknown', undefined, { errors })
  }
  if (!assessment)
    throw new Problem('wrong-state', 'The health need follows from the needs assessment: complete that first')
  if (!(await findGround(tx, actor, budgetCase.personId, organisationId, 'share-for-assessment')))
    throw new Problem('consent-missing')
  const today = londonDate(now)
  if (standing) {
    await setNeedStatus(tx, actor, standing.id, 'replaced')
    await stopClock(tx, actor, 'practice-answer', standing.id, today)
  }
  const id = await insertHealthNeed(tx, actor, { caseId, needsAssessmentId: assessment.id, organisationId, words }, now)
  await startNeedClock(tx, context, { id, caseId })
  await record(tx, actor, {
    type: 'health-need.suggested',
    subjectId: id,
    caseId,
    at: now,
    facts: { organisationId, needsAssessmentId: assessment.id, replaces: standing?.id ?? null },
  })
  return created(orNotFound(await findHealthNeed(tx, actor, id)), `/v1/health-needs/${id}`)
}
