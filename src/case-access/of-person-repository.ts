import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
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
