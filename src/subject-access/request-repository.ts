import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import { isOfPerson } from '../people/joined-repository.ts'
import { ifSeen } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { CorrectionRequest, FormerDetails, RecordRequest } from './schemas.ts'

export async function insertRecordRequest(tx: Tx, { commissionerId }: Actor, request: RecordRequest): Promise<void> {
  await tx
    .insertInto('record_request')
    .values({
      commissioner_id: commissionerId,
      record_request_id: request.id,
      person_id: request.personId,
      reason: request.reason,
      received_on: request.receivedOn,
      due_on: request.dueOn,
      recorded_by: request.recordedBy,
      recorded_at: new Date(request.recordedAt),
    })
    .execute()
}

/** Whether the person has asked for their record, and its time is not over. */
export async function hasAsked(reads: Reads, { commissionerId }: Actor, personId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('record_request')
    .select('record_request_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .where('due_on', '>=', sql<string>`current_day()`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const toCorrection = (row: Selectable<Database['correction_request']>): CorrectionRequest => ({
  id: row.correction_request_id,
  personId: row.person_id,
  record: row.record,
  recordId: row.record_id,
  words: row.words,
  askedBy: row.asked_by,
  askedAs: row.asked_as,
  askedAt: row.asked_at.toISOString(),
  dueOn: row.due_on,
  status: row.status,
  reason: row.reason,
  answeredByName: row.answered_by_name,
  answeredAt: row.answered_at?.toISOString() ?? null,
  statement: row.statement,
})

export async function insertCorrection(
  tx: Tx,
  { commissionerId }: Actor,
  request: CorrectionRequest & { readonly words: string },
): Promise<void> {
  await tx
    .insertInto('correction_request')
    .values({
      commissioner_id: commissionerId,
      correction_request_id: request.id,
      person_id: request.personId,
      record: request.record,
      record_id: request.recordId,
      words: request.words,
      asked_by: request.askedBy,
      asked_as: request.askedAs,
      asked_at: new Date(request.askedAt),
      due_on: request.dueOn,
      status: request.status,
    })
    .execute()
}

const corrections = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('correction_request').selectAll().where('commissioner_id', '=', commissionerId)

/** The request of somebody whom the actor may see, locked until the operation ends. */
export async function lockCorrection(tx: Tx, actor: Actor, id: string): Promise<CorrectionRequest | undefined> {
  const row = await corrections(tx, actor).where('correction_request_id', '=', id).forUpdate().executeTakeFirst()
  return ifSeen(tx, actor, row && toCorrection(row))
}

export async function setAnswered(
  tx: Tx,
  { commissionerId, actorId, name }: Actor,
  id: string,
  { outcome, reason, at }: { readonly outcome: 'corrected' | 'refused'; readonly reason: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('correction_request')
    .set({ status: outcome, reason, answered_by: actorId, answered_by_name: name, answered_at: at })
    .where('commissioner_id', '=', commissionerId)
    .where('correction_request_id', '=', id)
    .execute()
}

export async function setStatement(
  tx: Tx,
  { commissionerId }: Actor,
  id: string,
  words: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('correction_request')
    .set({ statement: words, stated_at: at })
    .where('commissioner_id', '=', commissionerId)
    .where('correction_request_id', '=', id)
    .execute()
}

/** One row more than a page, newest first. */
export async function listCorrections(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<CorrectionRequest[]> {
  const rows = await corrections(reads, actor)
    .where('person_id', '=', personId)
    .$if(page.after !== undefined, (query) => query.where('correction_request_id', '<', page.after ?? ''))
    .orderBy('correction_request_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCorrection)
}

/** Those that wait for an answer, the oldest first, which is due first. */
export async function listOpenCorrections(reads: Reads, actor: Actor, page: PageRequest): Promise<CorrectionRequest[]> {
  const rows = await corrections(reads, actor)
    .where('answered_at', 'is', null)
    .where(isSeenOfEverybody(actor, sql.ref('correction_request.person_id')))
    .$if(page.after !== undefined, (query) => query.where('correction_request_id', '>', page.after ?? ''))
    .orderBy('correction_request_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCorrection)
}

/** Gives what was asked for about one record to the one that goes on. */
export async function moveRequests(tx: Tx, { commissionerId }: Actor, fromId: string, toId: string): Promise<void> {
  const moves = (['record_request', 'correction_request'] as const).map((table) =>
    tx
      .updateTable(table)
      .set({ person_id: toId })
      .where('commissioner_id', '=', commissionerId)
      .where('person_id', '=', fromId)
      .execute(),
  )
  await Promise.all(moves)
}

/** What was recorded of the person before, newest first. */
export async function listFormerDetails(
  reads: Reads,
  { commissionerId }: Actor,
  personId: string,
  page: PageRequest,
): Promise<FormerDetails[]> {
  const rows = await reads
    .selectFrom('person_history')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where(isOfPerson(commissionerId, personId))
    .$if(page.after !== undefined, (query) => query.where('person_history_id', '<', page.after ?? ''))
    .orderBy('person_history_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.person_history_id,
    former: row.former,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at.toISOString(),
  }))
}
