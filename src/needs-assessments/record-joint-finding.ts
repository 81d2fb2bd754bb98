import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findGround } from '../case-team/sharing-grounds-repository.ts'
import { findEntryStatus } from '../cases/opening-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { assessedJointly } from '../rules/assessment/eligibility.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findFindings, findLatest, insertFinding } from './joint-repository.ts'
import type { JointFinding, JointFindings, NewJointFinding } from './joint-schemas.ts'
import { type Assessment, findAssessment } from './repository.ts'

type Said = Static<typeof NewJointFinding>

/**
 * One side of a joint assessment says what it found. The NHS asks the council, which the person agreed to share with; the council answers what it
 * found, and what it pays.
 */
export async function recordJointFinding(
  tx: Tx,
  context: Context,
  id: string,
  said: Said,
): Promise<Answer<Static<typeof JointFindings>>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'needs_assessment', id }),
    findAssessment(tx, actor, id),
  ])
  const assessment = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'local-authority-officer')
  if (assessment.status !== 'in-progress')
    throw new Problem('wrong-state', `The needs assessment is ${assessment.status}`)
  if (!assessedJointly(budgetCase.rules, await findEntryStatus(tx, actor, budgetCase.id)))
    throw new Problem('wrong-state', 'The NHS and the council do not assess together here')
  const side = as === 'care-coordinator' ? 'health' : 'council'
  const organisationId =
    side === 'health'
      ? await councilAsked(tx, context, budgetCase, said)
      : await councilAnswering(tx, context, assessment, said)
  const finding: JointFinding = {
    organisationId,
    tookPart: said.tookPart,
    words: said.words,
    socialCare: said.socialCare ?? null,
    assessmentVersion: assessment.version,
    foundBy: actor.actorId,
    foundByName: actor.name || actor.actorId,
    foundAt: now.toISOString(),
  }
  if ((await findFindings(tx, actor, assessment))[side])
    throw new Problem('wrong-state', 'This side has said what it found of the assessment as it is now')
  await insertFinding(tx, actor, assessment, side, finding)
  await record(tx, actor, {
    type: 'needs-assessment.found-jointly',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { side, organisationId, socialCarePence: finding.socialCare?.amountPence ?? null },
  })
  return created(await findLatest(tx, actor, id), `/v1/needs-assessments/${id}/joint-findings`)
}

/** The council that the NHS asks: one of the scheme, with which the person agreed to share for it. */
async function councilAsked(
  tx: Tx,
  { actor }: Context,
  { councilIds, personId }: LockedCase,
  { organisationId = null, socialCare = null }: Said,
): Promise<string> {
  if (socialCare !== null) throw invalidAt('/socialCare', 'The council says what it pays')
  if (organisationId === null || !councilIds.includes(organisationId)) {
    const errors = [{ pointer: '/organisationId', code: 'council-unknown', detail: 'names no council that takes part' }]
    throw new Problem('reference-unknown', undefined, { errors })
  }
  if (!(await findGround(tx, actor, personId, organisationId, 'share-for-assessment')))
    throw new Problem('consent-missing')
  return organisationId
}

/** The council of whoever answers: the one that was asked, and another human than asked it. */
async function councilAnswering(
  tx: Tx,
  { actor }: Context,
  assessment: Assessment,
  { organisationId = null }: Said,
): Promise<string> {
  const { health } = await findFindings(tx, actor, assessment)
  if (!health || health.organisationId !== actor.organisationId)
    throw new Problem('wrong-state', 'The NHS has not asked your council about the assessment as it is now')
  if (organisationId !== null) throw invalidAt('/organisationId', 'The NHS says which council it asks')
  await requireSecondPerson(tx, actor, [health.foundBy])
  return health.organisationId
}
