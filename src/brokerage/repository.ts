import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { DaySpent } from '../rules/planning/brokerage.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { BrokerageTime } from './schemas.ts'

const toTime = (row: Selectable<Database['brokerage_time']>): BrokerageTime => ({
  id: row.brokerage_time_id,
  caseId: row.case_id,
  task: row.task,
  minutes: row.minutes,
  workedOn: row.worked_on,
  byPeer: row.by_peer,
  recordedAt: row.recorded_at.toISOString(),
})

/** The cases of the person of a case in its scheme: those that ended, and what came with a record that was joined. */
const ofPerson = (caseId: string) => sql<string>`(select b.case_id from budget_case own
  join budget_case b on b.commissioner_id = ${theTenant} and b.person_id = own.person_id and b.scheme_id = own.scheme_id
  where own.commissioner_id = ${theTenant} and own.case_id = ${caseId})`

/**
 * The minutes that brokers have spent with the person of a case in its scheme, those of peers apart, and what was agreed beyond the limit. The lock on the case holds them: no other of the
 * person is open in the scheme (`budget_case_one_in_flight`), and time is counted on no other.
 */
export async function sumMinutes(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<{ readonly spent: number; readonly byPeers: number; readonly agreed: number }> {
  return reads
    .selectFrom('brokerage_time')
    .select([
      sql<number>`coalesce(sum(minutes), 0)::bigint`.as('spent'),
      sql<number>`coalesce(sum(minutes) filter (where by_peer), 0)::bigint`.as('byPeers'),
      sql<number>`(select coalesce(sum(e.minutes), 0)::bigint from brokerage_extension e
        where e.commissioner_id = ${theTenant} and e.case_id in ${ofPerson(caseId)})`.as('agreed'),
    ])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', 'in', ofPerson(caseId))
    .executeTakeFirstOrThrow()
}

/**
 * What the human behind the actor spent on a day, with everybody and with the person of a case, by all of their accounts. They are locked, so that nobody counts two entries at
 * once that fit the day one by one.
 */
export async function lockDay(tx: Tx, actor: Actor, caseId: string, workedOn: LocalDate): Promise<DaySpent> {
  const accounts = await tx
    .selectFrom('staff_identity as i')
    .select('i.actor_id')
    .where('i.commissioner_id', '=', actor.commissionerId)
    .where('i.confirmed_at', 'is not', null)
    .where('i.staff_member_id', '=', (eb) =>
      eb
        .selectFrom('staff_identity as own')
        .select('own.staff_member_id')
        .where('own.commissioner_id', '=', actor.commissionerId)
        .where('own.actor_id', '=', actor.actorId)
        .where('own.confirmed_at', 'is not', null),
    )
    .orderBy('i.actor_id')
    .forUpdate('i')
    .execute()
  return tx
    .selectFrom('brokerage_time')
    .select([
      sql<number>`coalesce(sum(minutes), 0)::bigint`.as('minutes'),
      sql<number>`coalesce(sum(minutes) filter (where case_id = ${caseId}), 0)::bigint`.as('ofCaseMinutes'),
    ])
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('broker_id', '=', eb.fn.any(eb.val(accounts.map((account) => account.actor_id)))))
    .where('worked_on', '=', workedOn)
    .executeTakeFirstOrThrow()
}

/** When the actor first became the broker of a case. */
export async function findAssignedAt(reads: Reads, actor: Actor, caseId: string): Promise<Date | undefined> {
  const row = await reads
    .selectFrom('case_member')
    .select('joined_at')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('actor_id', '=', actor.actorId)
    .where('case_role', '=', 'broker')
    .orderBy('joined_at')
    .limit(1)
    .executeTakeFirst()
  return row?.joined_at
}

export async function insertTime(
  tx: Tx,
  actor: Actor,
  caseId: string,
  time: Pick<BrokerageTime, 'task' | 'minutes' | 'workedOn' | 'byPeer'>,
  now: Date,
): Promise<BrokerageTime> {
  const row = await tx
    .insertInto('brokerage_time')
    .values({
      commissioner_id: actor.commissionerId,
      brokerage_time_id: newId(),
      case_id: caseId,
      broker_id: actor.actorId,
      organisation_id: actor.organisationId,
      task: time.task,
      minutes: time.minutes,
      worked_on: time.workedOn,
      by_peer: time.byPeer,
      recorded_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toTime(row)
}

/** One row more than a page, newest first. */
export async function listTime(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<BrokerageTime[]> {
  const rows = await reads
    .selectFrom('brokerage_time')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('brokerage_time_id', '<', page.after ?? ''))
    .orderBy('brokerage_time_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toTime)
}
