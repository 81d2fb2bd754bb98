import type { Belonging } from '../case-access/case.ts'
import { caseIdOf } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { NoServices } from './schemas.ts'

/** That somebody confirmed that the person has no services now; undefined where nobody has. */
export async function findNoServices(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<NoServices | undefined> {
  const row = await reads
    .selectFrom('no_services')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseIdOf(actor, of))
    .executeTakeFirst()
  return row && { caseId: row.case_id, confirmedAs: row.confirmed_as, confirmedAt: row.confirmed_at.toISOString() }
}

export async function insertNoServices(tx: Tx, actor: Actor, confirmed: NoServices): Promise<void> {
  await tx
    .insertInto('no_services')
    .values({
      commissioner_id: actor.commissionerId,
      case_id: confirmed.caseId,
      confirmed_by: actor.actorId,
      confirmed_as: confirmed.confirmedAs,
      confirmed_at: new Date(confirmed.confirmedAt),
    })
    .execute()
}
