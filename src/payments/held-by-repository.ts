import { sql } from 'kysely'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Who was paid what a line of a case, by its key, is bought with, or what they laid out for it, and may have it still: the person, an organisation that held it for them, or both where it was held in one way and then in another. */
export async function findPaidToHold(
  reads: Reads,
  actor: Actor,
  { caseId, key }: Pick<AgreedLine, 'caseId' | 'key'>,
): Promise<{ readonly person: boolean; readonly holder: boolean }> {
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select((eb) => eb('p.payee_id', 'is', null).as('person'))
    .distinct()
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.case_id', '=', caseId)
    .where('l.key', '=', key)
    // As its index says it: a value that is bound would keep that from being used.
    .where(sql<boolean>`((p.to_hold or p.purchase_id is not null and p.payee_id is null) and p.paid_on is not null)`)
    .execute()
  return { person: rows.some(({ person }) => person), holder: rows.some(({ person }) => !person) }
}
