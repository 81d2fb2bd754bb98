import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Delegation } from './schemas.ts'

const toDelegation = (row: Selectable<Database['delegation']>): Delegation => ({
  id: row.delegation_id,
  holderId: row.holder_id,
  holderName: row.holder_name,
  tierRole: row.tier_role,
  organisationId: row.organisation_id,
  delegateId: row.delegate_id,
  delegateName: row.delegate_name,
  from: row.from_on,
  until: row.until_on,
  setAt: row.set_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Those that the actor may see: all, for the commissioner's own; those of their trust, for a manager or a system; and their own on either side. */
function visible(reads: Reads, actor: Actor) {
  const all = reads.selectFrom('delegation').selectAll().where('commissioner_id', '=', actor.commissionerId)
  const { machine, organisationId, roles } = actor
  if (isOwnSystem(actor) || roles.includes('commissioner-officer') || roles.includes('auditor')) return all
  return all.where((eb) =>
    eb.or([
      eb('holder_id', '=', actor.actorId),
      eb('delegate_id', '=', actor.actorId),
      ...(organisationId && (machine || roles.includes('team-manager'))
        ? [eb('organisation_id', '=', organisationId)]
        : []),
    ]),
  )
}

export async function findDelegation(reads: Reads, actor: Actor, id: string): Promise<Delegation | undefined> {
  const row = await visible(reads, actor).where('delegation_id', '=', id).executeTakeFirst()
  return row && toDelegation(row)
}

/** The same, locked until the operation ends. */
export async function lockDelegation(tx: Tx, actor: Actor, id: string): Promise<Delegation | undefined> {
  const row = await visible(tx, actor).where('delegation_id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && toDelegation(row)
}

/** One row more than a page, newest first. */
export async function listDelegations(reads: Reads, actor: Actor, page: PageRequest): Promise<Delegation[]> {
  const rows = await visible(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('delegation_id', '<', page.after ?? ''))
    .orderBy('delegation_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDelegation)
}

/** A delegation with the human whose place it is, and where they work. */
export type DelegationInForce = Delegation & {
  readonly holderHumanId: string
  readonly holderOrganisationId: string | null
}

/** Those in which the actor stands in for somebody today. */
export async function listInForce(reads: Reads, actor: Actor): Promise<DelegationInForce[]> {
  const rows = await reads
    .selectFrom('delegation')
    .selectAll()
    .select(humanOf('delegation.holder_id').as('holder_human'))
    .select(
      sql<string | null>`(select s.organisation_id from staff_identity i
        join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
        where i.commissioner_id = ${theTenant} and i.actor_id = delegation.holder_id and i.confirmed_at is not null)`.as(
        'holder_organisation',
      ),
    )
    .where('commissioner_id', '=', actor.commissionerId)
    .where('delegate_id', '=', actor.actorId)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', sql<string>`current_day()`)
    .where('until_on', '>=', sql<string>`current_day()`)
    .orderBy('delegation_id')
    .execute()
  return rows.map((row) => ({
    ...toDelegation(row),
    holderHumanId: row.holder_human,
    holderOrganisationId: row.holder_organisation,
  }))
}

export async function insertDelegation(
  tx: Tx,
  actor: Actor,
  wanted: Omit<Delegation, 'id' | 'setAt' | 'endedAt'>,
  now: Date,
): Promise<Delegation> {
  const id = newId()
  await tx
    .insertInto('delegation')
    .values({
      commissioner_id: actor.commissionerId,
      delegation_id: id,
      holder_id: wanted.holderId,
      holder_name: wanted.holderName,
      tier_role: wanted.tierRole,
      organisation_id: wanted.organisationId,
      delegate_id: wanted.delegateId,
      delegate_name: wanted.delegateName,
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

export async function setDelegationEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('delegation')
    .set({ ended_at: now, ended_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('delegation_id', '=', id)
    .execute()
}

/** Ends each delegation in force that one of these accounts gave or has. */
export async function setDelegationsEndedOf(
  tx: Tx,
  actor: Actor,
  accounts: readonly string[],
  now: Date,
): Promise<Delegation[]> {
  const rows = await tx
    .updateTable('delegation')
    .set({ ended_at: now, ended_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => {
      const any = eb.fn.any(eb.val([...accounts]))
      return eb.or([eb('holder_id', '=', any), eb('delegate_id', '=', any)])
    })
    .where('ended_at', 'is', null)
    .where('until_on', '>=', sql<string>`current_day()`)
    .returningAll()
    .execute()
  return rows.map(toDelegation)
}
