import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import { ifSeen } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LegalHold } from './schemas.ts'

const toHold = (row: Selectable<Database['legal_hold']>): LegalHold => ({
  id: row.legal_hold_id,
  personId: row.person_id,
  reason: row.reason,
  placedBy: row.placed_by,
  placedAt: row.placed_at.toISOString(),
  liftedAt: row.lifted_at?.toISOString() ?? null,
})

export async function insertHold(tx: Tx, { commissionerId }: Actor, hold: LegalHold): Promise<void> {
  await tx
    .insertInto('legal_hold')
    .values({
      commissioner_id: commissionerId,
      legal_hold_id: hold.id,
      person_id: hold.personId,
      reason: hold.reason,
      placed_by: hold.placedBy,
      placed_at: new Date(hold.placedAt),
    })
    .execute()
}

/** A hold on somebody whom the actor may see, locked; undefined where there is none, or it was lifted already. */
export async function lockHold(tx: Tx, actor: Actor, holdId: string): Promise<LegalHold | undefined> {
  const row = await tx
    .selectFrom('legal_hold')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('legal_hold_id', '=', holdId)
    .where('lifted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return ifSeen(tx, actor, row && toHold(row))
}

export async function setHoldLifted(tx: Tx, actor: Actor, holdId: string, at: Date): Promise<void> {
  await tx
    .updateTable('legal_hold')
    .set({ lifted_at: at, lifted_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('legal_hold_id', '=', holdId)
    .execute()
}

/** Gives the holds on one record to the one that goes on. */
export async function moveHolds(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('legal_hold')
    .set({ person_id: toId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', fromId)
    .execute()
}

/** One row more than a page, newest first. */
export async function listHolds(reads: Reads, actor: Actor, personId: string, page: PageRequest): Promise<LegalHold[]> {
  const rows = await reads
    .selectFrom('legal_hold')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .$if(page.after !== undefined, (query) => query.where('legal_hold_id', '<', page.after ?? ''))
    .orderBy('legal_hold_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toHold)
}
