import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { CapacityDecision } from '../rules/people/capacity.ts'
import type { CapacityAssessment } from './schemas.ts'

const toCapacity = (row: Selectable<Database['capacity_assessment']>): CapacityAssessment => ({
  id: row.capacity_assessment_id,
  caseId: row.case_id,
  decision: row.decision,
  outcome: row.result,
  assessedOn: row.assessed_on,
  assessedByName: row.assessed_by_name,
  assessedByProfession: row.assessed_by_profession,
  how: row.method_words,
  support: row.support_words,
  fluctuates: row.fluctuates,
  reviewOn: row.review_on,
  recordedAt: row.recorded_at.toISOString(),
})

export async function insertCapacity(
  tx: Tx,
  actor: Actor,
  fresh: Omit<CapacityAssessment, 'id' | 'recordedAt'>,
  now: Date,
): Promise<CapacityAssessment> {
  const row = await tx
    .insertInto('capacity_assessment')
    .values({
      commissioner_id: actor.commissionerId,
      capacity_assessment_id: newId(),
      case_id: fresh.caseId,
      decision: fresh.decision,
      result: fresh.outcome,
      assessed_on: fresh.assessedOn,
      assessed_by_name: fresh.assessedByName,
      assessed_by_profession: fresh.assessedByProfession,
      method_words: fresh.how,
      support_words: fresh.support,
      fluctuates: fresh.fluctuates,
      review_on: fresh.reviewOn,
      recorded_by: actor.actorId,
      recorded_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toCapacity(row)
}

/** One row more than a page, newest first. */
export async function listCapacity(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<CapacityAssessment[]> {
  const rows = await reads
    .selectFrom('capacity_assessment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('capacity_assessment_id', '<', page.after ?? ''))
    .orderBy('capacity_assessment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCapacity)
}

/** What was found last of one decision. */
export async function findCapacity(
  reads: Reads,
  actor: Actor,
  caseId: string,
  decision: CapacityDecision,
): Promise<CapacityAssessment | undefined> {
  const row = await reads
    .selectFrom('capacity_assessment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('decision', '=', decision)
    .orderBy('capacity_assessment_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toCapacity(row)
}
