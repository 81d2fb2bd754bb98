import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/**
 * Locks the person of a case, and then every case of theirs, oldest first, before any of them is looked at. Whatever is done to all cases of somebody
 * because of one begins here: two that lock one case each, and then the others, would wait for each other; and none is opened meanwhile.
 */
export async function lockWithOthers(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  const personId = tx
    .selectFrom('budget_case as c')
    .select('c.person_id')
    .where('c.commissioner_id', '=', theTenant)
    .where('c.case_id', '=', caseId)
  await tx
    .selectFrom('person')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .forNoKeyUpdate()
    .execute()
  await tx
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .orderBy('case_id')
    .forUpdate()
    .execute()
}

/** Whether a death is recorded on a case of the person that nobody has taken back, be it confirmed or not. */
export async function hasDeath(reads: Reads, { commissionerId }: Actor, personId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('death_report as h', (join) =>
      join.on('h.commissioner_id', '=', theTenant).onRef('h.case_id', '=', 'c.case_id'),
    )
    .select('h.death_report_id')
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.person_id', '=', personId)
    .where(sql<boolean>`(h.closed_at is null or h.outcome = 'confirmed')`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
