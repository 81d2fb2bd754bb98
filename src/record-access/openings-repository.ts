import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { isOpened, waitedFor } from '../case-access/places-repository.ts'
import type { Database } from '../database/tables.ts'
import { isOfPerson } from '../people/joined-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { toRestriction } from './repository.ts'
import type { RecordOpening, RestrictedRecord } from './schemas.ts'

const toOpening = (row: Selectable<Database['record_opening']>): RecordOpening => ({
  id: row.record_opening_id,
  personId: row.person_id,
  actorId: row.actor_id,
  actorName: row.actor_name,
  task: row.task,
  reason: row.reason,
  until: row.until_on,
  openedBy: row.opened_by,
  openedAt: row.opened_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Whether a record is restricted. */
export async function isRestricted(reads: Reads, actor: Actor, personId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('record_restriction')
    .select('record_restriction_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends every opening of a record, with its restriction. */
export async function setOpeningsEnded(tx: Tx, actor: Actor, personId: string, at: Date): Promise<void> {
  await tx
    .updateTable('record_opening')
    .set({ ended_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
}

export async function insertOpening(tx: Tx, actor: Actor, opening: RecordOpening): Promise<void> {
  await tx
    .insertInto('record_opening')
    .values({
      commissioner_id: actor.commissionerId,
      record_opening_id: opening.id,
      person_id: opening.personId,
      actor_id: opening.actorId,
      actor_name: opening.actorName,
      task: opening.task,
      reason: opening.reason,
      until_on: opening.until,
      opened_by: opening.openedBy,
      opened_at: new Date(opening.openedAt),
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listOpenings(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<RecordOpening[]> {
  const rows = await reads
    .selectFrom('record_opening')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where(isOfPerson(actor.commissionerId, personId))
    .$if(page.after !== undefined, (query) => query.where('record_opening_id', '<', page.after ?? ''))
    .orderBy('record_opening_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toOpening)
}

const itsCase = sql`c.commissioner_id = ${theTenant} and c.person_id = r.person_id`
/** What waits on the cases of a restricted record for those who are kept out, and nobody is named: to decide, to confirm an account, or to release a payment. */
const waitingOn = sql<
  RestrictedRecord['waiting']
>`coalesce((select json_agg(json_build_object('caseId', o.case_id, 'step', o.step, 'party', o.party, 'since', o.since) order by o.since) from (
  select w.case_id, w.step::text, w.party, w.since from budget_case c
    join case_wait w on w.commissioner_id = ${theTenant} and w.case_id = c.case_id
    where ${itsCase} and ${waitedFor} = 'privacy-officer'
  union all select c.case_id, 'bank-account-to-confirm', 'finance-officer', a.proposed_at from budget_case c
    join bank_account a on a.commissioner_id = ${theTenant} and a.owner_id = c.case_id and a.status = 'proposed'
    where ${itsCase} and not ${isOpened(sql`r.person_id`, ['pay'])}
  union all select c.case_id, 'payment-to-release', 'finance-officer', p.held_at from budget_case c
    join payment p on p.commissioner_id = ${theTenant} and p.case_id = c.case_id and p.cancelled_at is null and p.instructed_at is null
      and (p.held_by is not null or p.hold_reason = 'failed-before')
    where ${itsCase} and not ${isOpened(sql`r.person_id`, ['pay'])}) o), '[]')`

/** One row more than a page, newest first: the restrictions in force. */
export async function listRestrictedRecords(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
): Promise<RestrictedRecord[]> {
  const rows = await reads
    .selectFrom('record_restriction as r')
    .selectAll('r')
    .select(waitingOn.as('waiting'))
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.lifted_at', 'is', null)
    .where(isSeenOfEverybody(actor, sql.ref('r.person_id')))
    .$if(page.after !== undefined, (query) => query.where('r.record_restriction_id', '<', page.after ?? ''))
    .orderBy('r.record_restriction_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    ...toRestriction(row),
    waiting: row.waiting.map((one) => ({ ...one, since: new Date(one.since).toISOString() })),
  }))
}
