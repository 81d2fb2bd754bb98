import type { Selectable } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { Capacity } from '../rules/scheme-rules.ts'
import type { Database } from '../tables.ts'
import type { CaseMember } from './schemas.ts'

const toMember = (row: Selectable<Database['case_member']>): CaseMember => ({
  id: row.case_member_id,
  actorId: row.actor_id,
  capacity: row.capacity as Capacity,
  name: row.name,
  organisationId: row.organisation_id,
  relative: row.relative,
  joinedAt: row.joined_at.toISOString(),
  leftAt: row.left_at?.toISOString() ?? null,
})

export async function insertMember(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { relative = false, ...member }: Omit<CaseMember, 'id' | 'relative' | 'joinedAt' | 'leftAt'> & { relative?: boolean },
  now: Date,
): Promise<CaseMember> {
  const id = v7()
  await tx
    .insertInto('case_member')
    .values({
      commissioner_id: actor.commissionerId,
      case_member_id: id,
      case_id: caseId,
      actor_id: member.actorId,
      capacity: member.capacity,
      name: member.name,
      organisation_id: member.organisationId,
      relative,
      joined_at: now,
      left_at: null,
    })
    .execute()
  return { id, ...member, relative, joinedAt: now.toISOString(), leftAt: null }
}

export async function listMembers(reads: Reads, actor: Actor, caseId: string): Promise<CaseMember[]> {
  const rows = await reads
    .selectFrom('case_member')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('case_member_id')
    .limit(200)
    .execute()
  return rows.map(toMember)
}

/** Ends a place on the team; undefined where there is none that runs. */
export async function setMemberLeft(
  tx: Tx,
  actor: Actor,
  caseId: string,
  memberId: string,
  now: Date,
): Promise<CaseMember | undefined> {
  const row = await tx
    .updateTable('case_member')
    .set({ left_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('case_member_id', '=', memberId)
    .where('left_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && toMember(row)
}
