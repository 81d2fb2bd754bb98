import type { Static } from '@sinclair/typebox'
import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import type { JointFinding, JointFindings } from './joint-schemas.ts'
import type { Assessment } from './repository.ts'

export type Side = 'health' | 'council'

const toFinding = (row: Selectable<Database['joint_finding']>): JointFinding => ({
  organisationId: row.organisation_id,
  tookPart: row.took_part,
  words: row.words,
  socialCare:
    row.social_care_reference !== null && row.social_care_pence !== null && row.social_care_pays_for !== null
      ? {
          reference: row.social_care_reference,
          amountPence: row.social_care_pence,
          paysFor: row.social_care_pays_for,
        }
      : null,
  assessmentVersion: row.assessment_version,
  foundBy: row.found_by,
  foundByName: row.found_by_name,
  foundAt: row.found_at.toISOString(),
})

const ofAssessment = (reads: Reads, { commissionerId }: Actor, id: string) =>
  reads
    .selectFrom('joint_finding')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('needs_assessment_id', '=', id)
    .orderBy('assessment_version', 'desc')

/** What each side found last. */
export async function findLatest(reads: Reads, actor: Actor, id: string): Promise<Static<typeof JointFindings>> {
  const rows = await ofAssessment(reads, actor, id).execute()
  const last = (side: Side) => {
    const row = rows.find((one) => one.side === side)
    return row ? toFinding(row) : null
  }
  return { needsAssessmentId: id, health: last('health'), council: last('council') }
}

/** What each side found of an assessment as it is now. */
export async function findFindings(
  reads: Reads,
  actor: Actor,
  { id, version }: Pick<Assessment, 'id' | 'version'>,
): Promise<{ readonly [S in Side]: JointFinding | undefined }> {
  const rows = await ofAssessment(reads, actor, id).where('assessment_version', '=', version).execute()
  const of = (side: Side) => {
    const row = rows.find((one) => one.side === side)
    return row && toFinding(row)
  }
  return { health: of('health'), council: of('council') }
}

export async function insertFinding(
  tx: Tx,
  actor: Actor,
  { id, caseId }: Pick<Assessment, 'id' | 'caseId'>,
  side: Side,
  finding: JointFinding,
): Promise<void> {
  const { socialCare } = finding
  await tx
    .insertInto('joint_finding')
    .values({
      commissioner_id: actor.commissionerId,
      joint_finding_id: newId(),
      case_id: caseId,
      needs_assessment_id: id,
      assessment_version: finding.assessmentVersion,
      side,
      organisation_id: finding.organisationId,
      took_part: finding.tookPart,
      words: finding.words,
      social_care_reference: socialCare?.reference ?? null,
      social_care_pence: socialCare?.amountPence ?? null,
      social_care_pays_for: socialCare?.paysFor ?? null,
      found_by: finding.foundBy,
      found_by_name: finding.foundByName,
      found_at: new Date(finding.foundAt),
    })
    .execute()
}
