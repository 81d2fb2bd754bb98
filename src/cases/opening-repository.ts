import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { EntryStatus } from '../rules/scheme/eligibility.ts'
import type { OpeningGround } from './opening-schemas.ts'

/** Who opened a case, for whom, and on what ground. */
export interface Opening {
  readonly ground: OpeningGround['kind'] | 'referral' | 'brought-over'
  readonly by: string
  readonly organisationId: string | null
  readonly entryStatus: EntryStatus | null
}

/** Keeps on what ground a case was opened. */
export async function insertOpening(tx: Tx, actor: Actor, caseId: string, opening: Opening): Promise<void> {
  await tx
    .insertInto('case_opening')
    .values({
      commissioner_id: actor.commissionerId,
      case_id: caseId,
      ground: opening.ground,
      opened_by: opening.by,
      opened_for: opening.organisationId,
      entry_status: opening.entryStatus,
    })
    .execute()
}

/** How the person came into the case; null where it was not asked. */
export async function findEntryStatus(
  reads: Reads,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  caseId: string,
): Promise<EntryStatus | null> {
  const row = await reads
    .selectFrom('case_opening')
    .select('entry_status')
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row?.entry_status ?? null
}
