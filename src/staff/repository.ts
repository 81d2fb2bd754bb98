import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { StaffMember } from './schemas.ts'

type Tenant = Pick<Actor, 'commissionerId'>

/** The human behind each account: the registered member of staff, or the account itself. */
export async function listHumans(
  reads: Reads,
  { commissionerId }: Tenant,
  actorIds: readonly string[],
): Promise<(actorId: string) => string> {
  const rows = await reads
    .selectFrom('staff_identity')
    .select(['actor_id', 'staff_member_id'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('actor_id', '=', eb.fn.any(eb.val([...actorIds]))))
    .where('confirmed_at', 'is not', null)
    .execute()
  const known = new Map(rows.map((row) => [row.actor_id, row.staff_member_id]))
  return (actorId) => known.get(actorId) ?? actorId
}

/** The members of staff that an account is confirmed to be of. One that nobody confirmed may be another's. */
const membersOf = (reads: Reads, { commissionerId }: Tenant, actorId: string) =>
  reads
    .selectFrom('staff_identity as i')
    .innerJoin('staff_member as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.staff_member_id', '=', 'i.staff_member_id'),
    )
    .select('s.staff_member_id')
    .where('i.commissioner_id', '=', commissionerId)
    .where('i.actor_id', '=', actorId)
    .where('i.confirmed_at', 'is not', null)

/** The member of staff that an account is registered for, and still is. */
export async function findRegistered(reads: Reads, tenant: Tenant, actorId: string): Promise<string | undefined> {
  const row = await membersOf(reads, tenant, actorId).where('s.ended_at', 'is', null).executeTakeFirst()
  return row?.staff_member_id
}

/** Which organisation a registered member of staff comes from; null: the commissioner. */
export async function findOrganisationOfStaff(
  reads: Reads,
  { commissionerId }: Tenant,
  id: string,
): Promise<string | null> {
  const row = await reads
    .selectFrom('staff_member')
    .select('organisation_id')
    .where('commissioner_id', '=', commissionerId)
    .where('staff_member_id', '=', id)
    .executeTakeFirst()
  return row?.organisation_id ?? null
}

/** Whether a member of staff works as a peer. */
export async function isPeer(reads: Reads, { commissionerId }: Tenant, id: string): Promise<boolean> {
  const row = await reads
    .selectFrom('staff_member')
    .select('is_peer')
    .where('commissioner_id', '=', commissionerId)
    .where('staff_member_id', '=', id)
    .executeTakeFirst()
  return row?.is_peer ?? false
}

type Accounts = {
  readonly actorId: string
  readonly addedBy: string
  readonly addedAt: string
  readonly confirmedAt: string | null
}[]

function members(reads: Reads, { commissionerId }: Tenant) {
  return reads
    .selectFrom('staff_member as s')
    .selectAll('s')
    .select(
      sql<Accounts>`coalesce((select json_agg(json_build_object('actorId', i.actor_id, 'addedBy', i.added_by, 'addedAt', i.added_at,
        'confirmedAt', i.confirmed_at) order by i.added_at, i.actor_id) from staff_identity i
        where i.commissioner_id = ${theTenant} and i.staff_member_id = s.staff_member_id), '[]')`.as('accounts'),
    )
    .select(
      sql<
        StaffMember['training']
      >`coalesce((select json_agg(json_build_object('course', t.course, 'level', t.level, 'expiresOn', t.expires_on)
        order by t.course, t.level) from (select distinct on (q.course, q.level) q.course, q.level, q.expires_on from broker_qualification q
        where q.commissioner_id = ${theTenant} and q.staff_member_id = s.staff_member_id
        order by q.course, q.level, q.expires_on desc nulls first limit 100) t), '[]')`.as('training'),
    )
    .where('s.commissioner_id', '=', commissionerId)
}

const instant = (value: string) => new Date(value).toISOString()
const toMember = (row: {
  staff_member_id: string
  organisation_id: string | null
  name: string | null
  is_peer: boolean
  registered_at: Date
  ended_at: Date | null
  accounts: Accounts
  training: StaffMember['training']
}): StaffMember => ({
  id: row.staff_member_id,
  organisationId: row.organisation_id,
  name: row.name,
  peer: row.is_peer,
  accounts: row.accounts.map(({ actorId, addedBy, addedAt, confirmedAt }) => ({
    actorId,
    addedBy,
    addedAt: instant(addedAt),
    confirmedAt: confirmedAt === null ? null : instant(confirmedAt),
  })),
  training: row.training,
  registeredAt: row.registered_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export async function findStaffMember(reads: Reads, actor: Tenant, id: string): Promise<StaffMember | undefined> {
  const row = await members(reads, actor).where('s.staff_member_id', '=', id).executeTakeFirst()
  return row && toMember(row)
}

/** The same, locked until the operation ends. */
export async function lockStaffMember(tx: Tx, actor: Tenant, id: string): Promise<StaffMember | undefined> {
  const row = await members(tx, actor).where('s.staff_member_id', '=', id).forNoKeyUpdate('s').executeTakeFirst()
  return row && toMember(row)
}

/** One row more than a page, newest first: all, or those of one organisation. */
export async function listStaffMembers(
  reads: Reads,
  actor: Tenant,
  organisationId: string | undefined,
  page: PageRequest,
): Promise<StaffMember[]> {
  const rows = await members(reads, actor)
    .$if(organisationId !== undefined, (query) => query.where('s.organisation_id', '=', organisationId ?? ''))
    .$if(page.after !== undefined, (query) => query.where('s.staff_member_id', '<', page.after ?? ''))
    .orderBy('s.staff_member_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toMember)
}

export async function insertStaffMember(
  tx: Tx,
  { commissionerId, actorId }: Pick<Actor, 'commissionerId' | 'actorId'>,
  { organisationId, name, peer }: Pick<StaffMember, 'organisationId' | 'name' | 'peer'>,
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('staff_member')
    .values({
      commissioner_id: commissionerId,
      staff_member_id: id,
      organisation_id: organisationId,
      name,
      is_peer: peer,
      registered_by: actorId,
      registered_at: now,
      ended_by: null,
      ended_at: null,
    })
    .execute()
  return id
}

/** Adds an account; `confirmedBy` where nobody needs to confirm it, as where an organisation is provisioned. */
export async function insertAccount(
  tx: Tx,
  { commissionerId, actorId }: Pick<Actor, 'commissionerId' | 'actorId'>,
  staffMemberId: string,
  account: string,
  now: Date,
  confirmedBy: string | null = null,
): Promise<void> {
  await tx
    .insertInto('staff_identity')
    .values({
      commissioner_id: commissionerId,
      actor_id: account,
      staff_member_id: staffMemberId,
      added_by: actorId,
      added_at: now,
      confirmed_by: confirmedBy,
      confirmed_at: confirmedBy === null ? null : now,
    })
    .execute()
}

/** Whether a person signs in with an account today. */
export async function isSignInOfPerson(reads: Reads, { commissionerId }: Tenant, account: string): Promise<boolean> {
  const row = await reads
    .selectFrom('sign_in')
    .select('sign_in_id')
    .where('commissioner_id', '=', commissionerId)
    .where('subject', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function setAccountConfirmed(tx: Tx, actor: Actor, account: string, now: Date): Promise<void> {
  await tx
    .updateTable('staff_identity')
    .set({ confirmed_by: actor.actorId, confirmed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('actor_id', '=', account)
    .execute()
}

export async function setStaffMemberEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('staff_member')
    .set({ ended_by: actor.actorId, ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('staff_member_id', '=', id)
    .execute()
}
