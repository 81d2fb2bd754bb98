import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Sharing } from './sharing-schemas.ts'

const toSharing = (row: Selectable<Database['sharing_without_consent']>): Sharing => ({
  id: row.sharing_without_consent_id,
  personId: row.person_id,
  organisationId: row.organisation_id,
  purpose: row.purpose,
  legalBasis: row.legal_basis,
  reason: row.reason,
  until: row.until_on,
  decidedBy: row.decided_by,
  decidedByName: row.decided_by_name,
  decidedAt: row.decided_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

const sharings = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('sharing_without_consent').selectAll().where('commissioner_id', '=', commissionerId)

export async function insertSharing(tx: Tx, { commissionerId }: Actor, sharing: Sharing): Promise<void> {
  await tx
    .insertInto('sharing_without_consent')
    .values({
      commissioner_id: commissionerId,
      sharing_without_consent_id: sharing.id,
      person_id: sharing.personId,
      organisation_id: sharing.organisationId,
      purpose: sharing.purpose,
      legal_basis: sharing.legalBasis,
      reason: sharing.reason,
      until_on: sharing.until,
      decided_by: sharing.decidedBy,
      decided_by_name: sharing.decidedByName,
      decided_at: new Date(sharing.decidedAt),
    })
    .execute()
}

export async function findSharing(reads: Reads, actor: Actor, id: string): Promise<Sharing | undefined> {
  const row = await sharings(reads, actor).where('sharing_without_consent_id', '=', id).executeTakeFirst()
  return row && toSharing(row)
}

/** Whether it ended by this; not where it had ended already. */
export async function setSharingEnded(tx: Tx, actor: Actor, id: string, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable('sharing_without_consent')
    .set({ ended_at: at, ended_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('sharing_without_consent_id', '=', id)
    .where('ended_at', 'is', null)
    .returning('sharing_without_consent_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Those of the person whose last day is over, or of anybody. */
export async function listSharingsToEnd(
  reads: Reads,
  actor: Actor,
  most: number,
  personId?: string,
): Promise<Sharing[]> {
  const rows = await sharings(reads, actor)
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .where('until_on', '<', sql<string>`current_day()`)
    .where('ended_at', 'is', null)
    .orderBy('until_on')
    .limit(most)
    .execute()
  return rows.map(toSharing)
}

/** What is shared of one record that is shared of the other as well. */
export async function listSharedTwice(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<Sharing[]> {
  const rows = await sharings(tx, actor)
    .where('person_id', '=', fromId)
    .where('ended_at', 'is', null)
    .where(
      sql<boolean>`exists (select from sharing_without_consent o where o.commissioner_id = ${theTenant}
        and o.person_id = ${toId} and o.organisation_id = sharing_without_consent.organisation_id
        and o.purpose = sharing_without_consent.purpose and o.ended_at is null)`,
    )
    .execute()
  return rows.map(toSharing)
}

/** Gives what is shared of one record to the one that goes on. */
export async function moveSharings(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('sharing_without_consent')
    .set({ person_id: toId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', fromId)
    .execute()
}

/** One row more than a page, newest first. */
export async function listSharings(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<Sharing[]> {
  const rows = await paged(reads, actor, page).where('person_id', '=', personId).execute()
  return rows.map(toSharing)
}

export async function listSharingsOfCommissioner(reads: Reads, actor: Actor, page: PageRequest): Promise<Sharing[]> {
  const rows = await paged(reads, actor, page)
    .where(isSeenOfEverybody(actor, sql.ref('sharing_without_consent.person_id')))
    .execute()
  return rows.map(toSharing)
}

const paged = (reads: Reads, actor: Actor, page: PageRequest) =>
  sharings(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('sharing_without_consent_id', '<', page.after ?? ''))
    .orderBy('sharing_without_consent_id', 'desc')
    .limit(page.limit + 1)
