import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { OpeningGround } from './opening-schemas.ts'

/** Who opened a case, for whom, and on what ground. */
export interface Opening {
  readonly ground: OpeningGround['kind'] | 'referral'
  readonly by: string
  readonly organisationId: string | null
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
    })
    .execute()
}
