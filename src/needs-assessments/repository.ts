import { type Selectable, sql } from 'kysely'
import type { Belonging } from '../case-access/case.ts'
import { caseIdOf } from '../case-access/repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Instrument } from '../rules/assessment/needs.ts'
import type { NeedsAssessment } from './schemas.ts'

export type Assessment = NeedsAssessment & { readonly version: number }
export type AssessmentContent = Pick<
  NeedsAssessment,
  'ratings' | 'strengths' | 'measures' | 'worstTimes' | 'noWorstTimes' | 'unpaidSupport' | 'goals' | 'answers'
>

const toAssessment = (row: Selectable<Database['needs_assessment']>): Assessment => ({
  id: row.needs_assessment_id,
  caseId: row.case_id,
  instrument: row.instrument,
  instrumentVersion: row.instrument_version,
  status: row.status,
  ...(row.content as AssessmentContent),
  begunAt: row.begun_at.toISOString(),
  completedAt: row.completed_at?.toISOString() ?? null,
  version: row.version,
})

export async function findAssessment(reads: Reads, actor: Actor, id: string): Promise<Assessment | undefined> {
  const row = await reads
    .selectFrom('needs_assessment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('needs_assessment_id', '=', id)
    .executeTakeFirst()
  return row && toAssessment(row)
}

/** The assessment in force. */
export async function findCompletedAssessment(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<Assessment | undefined> {
  const row = await reads
    .selectFrom('needs_assessment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseIdOf(actor, of))
    .where('status', '=', 'completed')
    .orderBy('needs_assessment_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toAssessment(row)
}

/** One row more than a page, newest first. */
export async function listAssessments(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Assessment[]> {
  const rows = await reads
    .selectFrom('needs_assessment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('needs_assessment_id', '<', page.after ?? ''))
    .orderBy('needs_assessment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAssessment)
}

export async function insertAssessment(
  tx: Tx,
  actor: Actor,
  caseId: string,
  instrument: Instrument,
  content: AssessmentContent,
  now: Date,
): Promise<Assessment> {
  const id = newId()
  await tx
    .insertInto('needs_assessment')
    .values({
      commissioner_id: actor.commissionerId,
      needs_assessment_id: id,
      case_id: caseId,
      instrument: instrument.code,
      instrument_version: instrument.version,
      status: 'in-progress',
      content: JSON.stringify(content),
      assessor_id: actor.actorId,
      begun_at: now,
      completed_at: null,
      version: 1,
    })
    .execute()
  return {
    id,
    caseId,
    instrument: instrument.code,
    instrumentVersion: instrument.version,
    status: 'in-progress',
    ...content,
    begunAt: now.toISOString(),
    completedAt: null,
    version: 1,
  }
}

export async function setAssessmentContent(
  tx: Tx,
  actor: Actor,
  id: string,
  content: AssessmentContent,
): Promise<void> {
  await update(tx, actor)
    .set({ content: JSON.stringify(content) })
    .where('needs_assessment_id', '=', id)
    .execute()
}

/** Completes an assessment; the one that was in force before is superseded. */
export async function setAssessmentCompleted(
  tx: Tx,
  actor: Actor,
  caseId: string,
  id: string,
  now: Date,
): Promise<void> {
  await Promise.all([
    update(tx, actor)
      .set({ status: 'superseded' })
      .where('case_id', '=', caseId)
      .where('status', '=', 'completed')
      .execute(),
    update(tx, actor).set({ status: 'completed', completed_at: now }).where('needs_assessment_id', '=', id).execute(),
  ])
}

function update(tx: Tx, actor: Actor) {
  return tx
    .updateTable('needs_assessment')
    .set({ version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
}

/** Withdraws an assessment that was not completed, where the case ends. */
export async function withdrawAssessments(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  await tx
    .updateTable('needs_assessment')
    .set({ status: 'withdrawn', version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'in-progress')
    .execute()
}

/** Puts an assessment in progress again that was withdrawn with its case. */
export async function resumeAssessment(tx: Tx, { commissionerId }: Actor, id: string): Promise<void> {
  await tx
    .updateTable('needs_assessment')
    .set({ status: 'in-progress', version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('needs_assessment_id', '=', id)
    .where('status', '=', 'withdrawn')
    .execute()
}
