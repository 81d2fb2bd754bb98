import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Frozen } from '../rules/concerns/freezes.ts'

/** What is frozen of a case today. */
export async function listFrozen(reads: Reads, actor: Actor, caseId: string): Promise<Frozen[]> {
  const rows = await reads
    .selectFrom('spending_freeze')
    .select(['about', 'plan_line_id', 'payee_letters'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('lifted_at', 'is', null)
    .where(sql<boolean>`until_on >= current_day()`)
    .execute()
  return rows.map((row) => ({ about: row.about, planLineId: row.plan_line_id, payee: row.payee_letters }))
}
