import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type PersonRequestOutcome, requestWorkingDays } from '../rules/people/person-requests.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import type { PersonRequest } from './schemas.ts'

const toRequest = (row: Selectable<Database['person_request']>): PersonRequest => ({
  id: row.person_request_id,
  caseId: row.case_id,
  kind: row.kind,
  owner: row.owner,
  words: row.words,
  askedAs: row.asked_as,
  askedAt: row.asked_at.toISOString(),
  answerBy: workingDaysAfter(londonDate(row.asked_at), requestWorkingDays),
  outcome: row.outcome,
  answerWords: row.answer_words,
  answeredByName: row.answered_by_name,
  answeredAt: row.answered_at?.toISOString() ?? null,
})

export async function insertRequest(tx: Tx, actor: Actor, request: PersonRequest, now: Date): Promise<void> {
  await tx
    .insertInto('person_request')
    .values({
      commissioner_id: actor.commissionerId,
      person_request_id: request.id,
      case_id: request.caseId,
      kind: request.kind,
      owner: request.owner,
      words: request.words,
      asked_by: actor.actorId,
      asked_as: request.askedAs,
      asked_at: now,
      outcome: null,
      answer_words: null,
      answered_by: null,
      answered_by_name: null,
      answered_at: null,
    })
    .execute()
}

export async function findRequest(reads: Reads, actor: Actor, id: string): Promise<PersonRequest | undefined> {
  const row = await reads
    .selectFrom('person_request')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_request_id', '=', id)
    .executeTakeFirst()
  return row && toRequest(row)
}

/** One row more than a page, newest first. */
export async function listRequests(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<PersonRequest[]> {
  const rows = await reads
    .selectFrom('person_request')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('person_request_id', '<', page.after ?? ''))
    .orderBy('person_request_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRequest)
}

/** Keeps what came of a request. */
export async function setAnswered(
  tx: Tx,
  actor: Actor,
  id: string,
  { outcome, words }: { outcome: PersonRequestOutcome; words: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('person_request')
    .set({
      outcome,
      answer_words: words,
      answered_by: actor.actorId,
      answered_by_name: actor.name || actor.actorId,
      answered_at: now,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_request_id', '=', id)
    .execute()
}

/** What is still to be answered ends with its case. */
export async function withdrawRequests(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  await tx
    .updateTable('person_request')
    .set({ outcome: 'withdrawn', answered_by: actor.actorId, answered_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('answered_at', 'is', null)
    .execute()
}
