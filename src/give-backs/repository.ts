import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { GiveBack } from './schemas.ts'

const toGiveBack = (row: Selectable<Database['give_back']>): GiveBack => ({
  id: row.give_back_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  amountPence: row.amount_pence,
  givenBy: row.given_by,
  receivedOn: row.received_on,
  reference: row.reference,
  evidence: row.evidence,
  toFunders: row.to_funders,
  recordedAt: row.recorded_at.toISOString(),
})

const givenBack = (reads: Reads, actor: Actor) =>
  reads.selectFrom('give_back').selectAll().where('commissioner_id', '=', actor.commissionerId)

/** Whether something with this reference is recorded of a line. */
export async function isRecorded(reads: Reads, actor: Actor, planLineId: string, reference: string): Promise<boolean> {
  const row = await givenBack(reads, actor)
    .where('plan_line_id', '=', planLineId)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row !== undefined
}

/** One row more than a page, newest first. */
export async function listGiveBacks(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<GiveBack[]> {
  const rows = await givenBack(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('give_back_id', '<', page.after ?? ''))
    .orderBy('give_back_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toGiveBack)
}

export function insertGiveBack(tx: Tx, actor: Actor, given: GiveBack): void {
  insertMany(tx, 'give_back', [
    {
      commissioner_id: actor.commissionerId,
      give_back_id: given.id,
      case_id: given.caseId,
      plan_line_id: given.planLineId,
      amount_pence: given.amountPence,
      given_by: given.givenBy,
      received_on: given.receivedOn,
      reference: given.reference,
      evidence: given.evidence,
      to_funders: given.toFunders,
      recorded_by: actor.actorId,
      recorded_at: new Date(given.recordedAt),
    },
  ])
}
