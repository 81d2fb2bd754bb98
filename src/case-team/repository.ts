import { type Selectable, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { CaseMember } from './schemas.ts'

const toMember = (row: Selectable<Database['case_member']>): CaseMember => ({
  id: row.case_member_id,
  actorId: row.actor_id,
  caseRole: row.case_role,
  name: row.name,
  organisationId: row.organisation_id,
  relative: row.relative,
  basis:
    row.basis && row.basis_since ? { kind: row.basis, since: row.basis_since, evidence: row.basis_evidence } : null,
  joinedAt: row.joined_at.toISOString(),
  leftAt: row.left_at?.toISOString() ?? null,
})

export async function insertMember(
  tx: Tx,
  actor: Actor,
  caseId: string,
  {
    relative = false,
    basis = null,
    ...member
  }: Pick<CaseMember, 'actorId' | 'caseRole' | 'name' | 'organisationId'> &
    Partial<Pick<CaseMember, 'relative' | 'basis'>>,
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
      case_role: member.caseRole,
      name: member.name,
      organisation_id: member.organisationId,
      relative,
      basis: basis?.kind ?? null,
      basis_since: basis?.since ?? null,
      basis_evidence: basis?.evidence ?? null,
      joined_at: now,
      left_at: null,
    })
    .execute()
  return { id, ...member, relative, basis, joinedAt: now.toISOString(), leftAt: null }
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

/** Everybody who is or was on the team, by the human behind the account. */
export async function listTeamHumans(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await reads
    .selectFrom('case_member')
    .select(sql<string>`human_of(commissioner_id, actor_id)`.as('human_id'))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .execute()
  return new Set(rows.map((row) => row.human_id))
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

/** Ends the places of an organisation's brokers on these cases, and names them. */
export async function setBrokersLeft(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
  organisationId: string,
  at: Date,
): Promise<(CaseMember & { readonly caseId: string })[]> {
  const rows = await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .where('organisation_id', '=', organisationId)
    .where('case_role', '=', 'broker')
    .where('left_at', 'is', null)
    .returningAll()
    .execute()
  return rows.map((row) => ({ ...toMember(row), caseId: row.case_id }))
}

/** Whether the person's consent to share with the organisation holds, for whatever purpose. It then holds until the operation ends. */
export async function consentHolds(tx: Tx, actor: Actor, personId: string, organisationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('consent')
    .select('consent_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Gives the place of the person on these cases to whoever signs in as them from now on; nobody where nobody does. */
export async function setPersonOnCases(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
  person: { readonly subject: string | null; readonly name: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .where('case_role', '=', 'person')
    .where('left_at', 'is', null)
    .execute()
  const { subject, name } = person
  if (subject === null || caseIds.length === 0) return
  await tx
    .insertInto('case_member')
    .values(
      caseIds.map((caseId) => ({
        commissioner_id: actor.commissionerId,
        case_member_id: v7(),
        case_id: caseId,
        actor_id: subject,
        case_role: 'person' as const,
        name,
        organisation_id: null,
        joined_at: at,
        left_at: null,
      })),
    )
    .execute()
}
