import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { projectAtEnd } from './repository.ts'

/** Has the progress worked out anew of every case of a scheme that waits for a decision. All are locked first, so that none comes to wait meanwhile by what was so before. */
export async function projectWaitingOf(tx: Tx, actor: Actor, schemeId: string): Promise<void> {
  const ofScheme = tx
    .selectFrom('budget_case as c')
    .select('c.case_id')
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.scheme_id', '=', schemeId)
    .orderBy('c.case_id')
  await ofScheme.forUpdate().execute()
  const waiting = await ofScheme
    .where(
      sql<boolean>`exists (select from case_wait w where w.commissioner_id = ${theTenant} and w.case_id = c.case_id
        and (w.tier is not null or w.subject = 'appeal') offset 0)`,
    )
    .execute()
  for (const { case_id: caseId } of waiting) projectAtEnd(tx, actor, caseId)
}
