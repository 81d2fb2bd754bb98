import { type Selectable, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Deputyship } from './schemas.ts'

const toDeputyship = (row: Selectable<Database['deputyship']>): Deputyship => ({
  id: row.deputyship_id,
  holderId: row.holder_id,
  holderName: row.holder_name,
  standing: row.standing,
  organisationId: row.organisation_id,
  deputyId: row.deputy_id,
  deputyName: row.deputy_name,
  from: row.from_on,
  until: row.until_on,
  setAt: row.set_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Those that the actor may see: all, for the commissioner's own; those of their trust, for a manager or a system; and their own on either side. */
function visible(reads: Reads, actor: Actor) {
  const all = reads.selectFrom('deputyship').selectAll().where('commissioner_id', '=', actor.commissionerId)
  const { machine, organisationId, roles } = actor
  if (isOwnSystem(actor) || roles.includes('commissioner-officer') || roles.includes('auditor')) return all
  return all.where((eb) =>
    eb.or([
      eb('holder_id', '=', actor.actorId),
      eb('deputy_id', '=', actor.actorId),
      ...(organisationId && (machine || roles.includes('team-manager'))
        ? [eb('organisation_id', '=', organisationId)]
        : []),
    ]),
  )
}

export async function findDeputyship(reads: Reads, actor: Actor, id: string): Promise<Deputyship | undefined> {
  const row = await visible(reads, actor).where('deputyship_id', '=', id).executeTakeFirst()
  return row && toDeputyship(row)
}

/** The same, locked until the operation ends. */
export async function lockDeputyship(tx: Tx, actor: Actor, id: string): Promise<Deputyship | undefined> {
  const row = await visible(tx, actor).where('deputyship_id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && toDeputyship(row)
}

/** One row more than a page, newest first. */
export async function listDeputyships(reads: Reads, actor: Actor, page: PageRequest): Promise<Deputyship[]> {
  const rows = await visible(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('deputyship_id', '<', page.after ?? ''))
    .orderBy('deputyship_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDeputyship)
}

/** Those in which the actor stands in for somebody today. */
export async function listInForce(reads: Reads, actor: Actor): Promise<Deputyship[]> {
  const rows = await reads
    .selectFrom('deputyship')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('deputy_id', '=', actor.actorId)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', sql<string>`current_day()`)
    .where('until_on', '>=', sql<string>`current_day()`)
    .orderBy('deputyship_id')
    .execute()
  return rows.map(toDeputyship)
}

export async function insertDeputyship(
  tx: Tx,
  actor: Actor,
  wanted: Omit<Deputyship, 'id' | 'setAt' | 'endedAt'>,
  now: Date,
): Promise<Deputyship> {
  const id = v7()
  await tx
    .insertInto('deputyship')
    .values({
      commissioner_id: actor.commissionerId,
      deputyship_id: id,
      holder_id: wanted.holderId,
      holder_name: wanted.holderName,
      standing: wanted.standing,
      organisation_id: wanted.organisationId,
      deputy_id: wanted.deputyId,
      deputy_name: wanted.deputyName,
      from_on: wanted.from,
      until_on: wanted.until,
      set_by: actor.actorId,
      set_at: now,
      ended_at: null,
      ended_by: null,
    })
    .execute()
  return { id, ...wanted, setAt: now.toISOString(), endedAt: null }
}

export async function setDeputyshipEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('deputyship')
    .set({ ended_at: now, ended_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('deputyship_id', '=', id)
    .execute()
}
