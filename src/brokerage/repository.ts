import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { BrokerageTime } from './schemas.ts'

const toTime = (row: Selectable<Database['brokerage_time']>): BrokerageTime => ({
  id: row.brokerage_time_id,
  caseId: row.case_id,
  task: row.task,
  minutes: row.minutes,
  workedOn: row.worked_on,
  recordedAt: row.recorded_at.toISOString(),
})

/** The minutes that brokers have spent with the person of a case. */
export async function sumMinutes(reads: Reads, actor: Actor, caseId: string): Promise<number> {
  const row = await reads
    .selectFrom('brokerage_time')
    .select(sql<number>`coalesce(sum(minutes), 0)::bigint`.as('minutes'))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return row.minutes
}

export async function insertTime(
  tx: Tx,
  actor: Actor,
  caseId: string,
  time: Pick<BrokerageTime, 'task' | 'minutes' | 'workedOn'>,
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
