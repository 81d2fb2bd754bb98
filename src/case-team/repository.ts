import { type Selectable, type SqlBool, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { Purpose } from '../rules/people/consent.ts'
import type { LocalDate } from '../shared/dates.ts'
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
  until: row.until_on,
  leftAt: row.left_at?.toISOString() ?? null,
})

export async function insertMember(
  tx: Tx,
  actor: Actor,
  caseId: string,
  {
    relative = false,
    basis = null,
    ground = null,
    ...member
  }: Pick<CaseMember, 'actorId' | 'caseRole' | 'name' | 'organisationId'> &
    Partial<Pick<CaseMember, 'relative' | 'basis'>> & { ground?: SharingGround | null },
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
      consent_id: ground?.kind === 'consent' ? ground.id : null,
      sharing_without_consent_id: ground?.kind === 'sharing-without-consent' ? ground.id : null,
      until_on: ground?.untilOn ?? null,
      joined_at: now,
      left_at: null,
    })
    .execute()
  const until = ground?.untilOn ?? null
  return { id, ...member, relative, basis, joinedAt: now.toISOString(), until, leftAt: null }
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

/** Ends the places that a consent, or sharing without one, had opened, and names them. */
export async function setOpenedByLeft(
  tx: Tx,
  actor: Actor,
  { kind, id }: Pick<SharingGround, 'kind' | 'id'>,
  at: Date,
): Promise<(CaseMember & { readonly caseId: string })[]> {
  const rows = await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where(kind === 'consent' ? 'consent_id' : 'sharing_without_consent_id', '=', id)
    .where('left_at', 'is', null)
    .returningAll()
    .execute()
  return rows.map((row) => ({ ...toMember(row), caseId: row.case_id }))
}

/** What a place stands on: the person's consent, or a decision to share without one. */
export interface SharingGround {
  readonly kind: 'consent' | 'sharing-without-consent'
  readonly id: string
  readonly untilOn: LocalDate | null
}

/** On what ground information is shared with the organisation for this purpose today, if on any. It then holds until the operation ends. */
export async function findGround(
  tx: Tx,
  actor: Actor,
  personId: string,
  organisationId: string,
  purpose: Purpose,
): Promise<SharingGround | undefined> {
  const [consent, sharing] = await Promise.all([
    tx
      .selectFrom('consent')
      .select(['consent_id as id', 'until_on as untilOn'])
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', personId)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', purpose)
      .where('withdrawn_at', 'is', null)
      .where('lapsed_at', 'is', null)
      .where(sql<SqlBool>`coalesce(until_on >= current_day(), true)`)
      .forShare()
      .executeTakeFirst(),
    tx
      .selectFrom('sharing_without_consent')
      .select(['sharing_without_consent_id as id', 'until_on as untilOn'])
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', personId)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', purpose)
      .where('ended_at', 'is', null)
      .where('until_on', '>=', sql<string>`current_day()`)
      .forShare()
      .executeTakeFirst(),
  ])
  if (consent) return { kind: 'consent', ...consent }
  return sharing && { kind: 'sharing-without-consent', ...sharing }
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
