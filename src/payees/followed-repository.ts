import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'

/** Who was registered as a payee, ended or opened again, which payments do not follow yet: `toFollow` says which change of them. */
export interface ToFollow {
  readonly id: string
  readonly organisationId: string | null
  readonly toFollow: string
}

export async function listPayeesToFollow(reads: Reads, actor: Actor, most: number): Promise<ToFollow[]> {
  const rows = await reads
    .selectFrom('payee')
    .select(['payee_id', 'organisation_id', 'to_follow'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('to_follow', 'is not', null)
    .orderBy('payee_id')
    .limit(most)
    .execute()
  return rows.flatMap(({ payee_id: id, organisation_id: organisationId, to_follow: toFollow }) =>
    toFollow === null ? [] : [{ id, organisationId, toFollow }],
  )
}

/** Has payments follow that an organisation is given its money in another way from now on. */
export async function setOrganisationToFollow(tx: Tx, actor: Actor, organisationId: string): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ to_follow: newId() })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', '=', organisationId)
    .execute()
}

/** Keeps that payments follow a change of a payee; what has changed since is followed by itself. */
export async function setPayeeFollowed(tx: Tx, actor: Actor, { id, toFollow }: ToFollow): Promise<void> {
  await tx
    .updateTable('payee')
    .set({ to_follow: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', id)
    .where('to_follow', '=', toFollow)
    .execute()
}
