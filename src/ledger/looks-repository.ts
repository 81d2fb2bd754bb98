import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'

/** The cases at the spending of whose lines somebody should look by a day, the longest due first: of at most so many lines. */
export async function listToLook(reads: Reads, actor: Actor, today: LocalDate, most: number): Promise<string[]> {
  const rows = await reads
    .selectFrom('plan_line')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('status', '=', 'active')
    .where('look_on', '<=', today)
    .orderBy('look_on')
    .orderBy('plan_line_id')
    .limit(most)
    .execute()
  return [...new Set(rows.map((row) => row.case_id))]
}

/** The lines of a case are looked at again on a day. */
export async function setLooked(tx: Tx, actor: Actor, caseId: string, next: LocalDate): Promise<void> {
  await tx
    .updateTable('plan_line')
    .set({ look_on: next })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'active')
    .execute()
}
