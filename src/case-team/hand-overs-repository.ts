import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { BrokerHandOver } from './broker-schemas.ts'

/** The minutes that brokers have spent with the person of a case. */
export async function findMinutesSpent(reads: Reads, actor: Actor, caseId: string): Promise<number> {
  const row = await reads
    .selectFrom('brokerage_time')
    .select(sql<number>`coalesce(sum(minutes), 0)::bigint`.as('minutes'))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return row.minutes
}

export async function insertHandOver(tx: Tx, actor: Actor, handOver: BrokerHandOver, now: Date): Promise<void> {
  await tx
    .insertInto('broker_hand_over')
    .values({
      commissioner_id: actor.commissionerId,
      broker_hand_over_id: handOver.id,
      case_id: handOver.caseId,
      from_member_id: handOver.fromMemberId,
      to_member_id: handOver.toMemberId,
      open_steps: [...handOver.openSteps],
      spent_minutes: handOver.spentMinutes,
      notes: handOver.notes,
      told_on: handOver.toldOn,
      told_how: handOver.how,
      handed_by: actor.actorId,
      handed_at: now,
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listHandOvers(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<BrokerHandOver[]> {
  const rows = await reads
    .selectFrom('broker_hand_over')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('broker_hand_over_id', '<', page.after ?? ''))
    .orderBy('broker_hand_over_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.broker_hand_over_id,
    caseId: row.case_id,
    fromMemberId: row.from_member_id,
    toMemberId: row.to_member_id,
    openSteps: row.open_steps,
    spentMinutes: row.spent_minutes,
    notes: row.notes,
    toldOn: row.told_on,
    how: row.told_how,
    handedAt: row.handed_at.toISOString(),
  }))
}
