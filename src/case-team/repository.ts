import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import { matters, mattersIn } from '../rules/people/mandate.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { CaseMember } from './schemas.ts'
import type { SharingGround } from './sharing-grounds-repository.ts'

type Reach = Pick<
  Selectable<Database['representation']>,
  'appointment' | 'for_welfare' | 'for_property' | 'verified_at'
> & { basis_until_on: LocalDate }
type Row = Selectable<Database['case_member']> & { readonly [Name in keyof Reach]: Reach[Name] | null }

const toPlace = (row: Selectable<Database['case_member']>): Place => ({
  id: row.case_member_id,
  actorId: row.actor_id,
  caseRole: row.case_role,
  name: row.name,
  organisationId: row.organisation_id,
  relative: row.relative,
  chosenByPerson: row.chosen_by_person,
  joinedAt: row.joined_at.toISOString(),
  until: row.until_on,
  leftAt: row.left_at?.toISOString() ?? null,
})

const toMember = (row: Row): CaseMember => ({
  ...toPlace(row),
  basis:
    row.basis && row.basis_since
      ? {
          kind: row.basis,
          since: row.basis_since,
          appointment: row.appointment ?? 'severally',
          matters: row.appointment === null ? [...matters] : mattersIn(row.for_welfare, row.for_property),
          until: row.basis_until_on,
          verifiedAt: (row.verified_at ?? row.joined_at).toISOString(),
          evidence: row.basis_evidence,
        }
      : null,
})

/** A place on the team of a case. */
interface PlaceOnCase {
  readonly id: string
  readonly caseId: string
}

export async function insertMember(
  tx: Tx,
  actor: Actor,
  caseId: string,
  {
    relative = false,
    basis = null,
    ground = null,
    chosenByPerson = false,
    ...member
  }: Pick<CaseMember, 'actorId' | 'caseRole' | 'name' | 'organisationId'> &
    Partial<Pick<CaseMember, 'relative' | 'basis' | 'chosenByPerson'>> & { ground?: SharingGround | null },
  now: Date,
  id: string = newId(),
): Promise<CaseMember> {
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
      chosen_by_person: chosenByPerson,
      basis: basis?.kind ?? null,
      basis_since: basis?.since ?? null,
      basis_evidence: basis?.evidence ?? null,
      consent_id: ground?.kind === 'consent' ? ground.id : null,
      sharing_without_consent_id: ground?.kind === 'sharing-without-consent' ? ground.id : null,
      until_on: ground?.untilOn ?? basis?.until ?? null,
      joined_at: now,
      left_at: null,
    })
    .execute()
  const until = ground?.untilOn ?? basis?.until ?? null
  return { id, ...member, relative, chosenByPerson, basis, joinedAt: now.toISOString(), until, leftAt: null }
}

export async function listMembers(reads: Reads, actor: Actor, caseId: string): Promise<CaseMember[]> {
  const rows = await members(reads, actor)
    .where('m.case_id', '=', caseId)
    .orderBy('m.case_member_id')
    .limit(200)
    .execute()
  return rows.map(toMember)
}

/** A place on a team, without on what ground somebody acts for the person. */
export type Place = Omit<CaseMember, 'basis'>

/** Those on the teams of several cases, by case, in the order they joined. */
export async function listPlacesByCase(
  reads: Reads,
  actor: Actor,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  if (caseIds.length === 0) return new Map()
  const rows = await reads
    .selectFrom('case_member')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .orderBy('case_member_id')
    .execute()
  const byCase = Map.groupBy(rows, (row) => row.case_id)
  return new Map([...byCase].map(([caseId, of]) => [caseId, of.map(toPlace)]))
}

/** Places on teams, each with how far it reaches where somebody acts for the person. */
function members(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('case_member as m')
    .leftJoin('representation as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.case_member_id', '=', 'm.case_member_id'),
    )
    .selectAll('m')
    .select(['r.appointment', 'r.for_welfare', 'r.for_property', 'r.until_on as basis_until_on', 'r.verified_at'])
    .where('m.commissioner_id', '=', actor.commissionerId)
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
    .returning('case_member_id')
    .executeTakeFirst()
  if (!row) return undefined
  const left = await members(tx, actor).where('m.case_member_id', '=', memberId).executeTakeFirst()
  return left && toMember(left)
}

/** Gives back a place on the team that was ended. */
export async function setMemberBack(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  await tx
    .updateTable('case_member')
    .set({ left_at: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_member_id', '=', memberId)
    .execute()
}

/** Whether the person chose the actor for the place in which they speak for them on the case. */
export async function isChosen(reads: Reads, actor: Actor, caseId: string, caseRole: CaseRole): Promise<boolean> {
  const row = await reads
    .selectFrom('case_member')
    .select('case_member_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('actor_id', '=', actor.actorId)
    .where('case_role', '=', caseRole)
    .where('left_at', 'is', null)
    .where('chosen_by_person', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the place of the person on these cases, where nobody signs in as them any more. */
export async function setPersonLeft(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
  at: Date,
): Promise<PlaceOnCase[]> {
  const rows = await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .where('case_role', '=', 'person')
    .where('left_at', 'is', null)
    .returning(['case_member_id', 'case_id'])
    .execute()
  return rows.map((row) => ({ id: row.case_member_id, caseId: row.case_id }))
}

/** Gives the person a place on these cases, as who signs in as them. */
export async function insertPersonOnCases(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
  person: { readonly subject: string; readonly name: string },
  at: Date,
): Promise<PlaceOnCase[]> {
  if (caseIds.length === 0) return []
  const places = caseIds.map((caseId) => ({ id: newId(), caseId }))
  await tx
    .insertInto('case_member')
    .values(
      places.map(({ id, caseId }) => ({
        commissioner_id: actor.commissionerId,
        case_member_id: id,
        case_id: caseId,
        actor_id: person.subject,
        case_role: 'person' as const,
        name: person.name,
        organisation_id: null,
        joined_at: at,
        left_at: null,
      })),
    )
    .execute()
  return places
}

/** Has the person bear another name on the teams of these cases. What was signed and written before keeps the name that it had. */
export async function setPersonName(tx: Tx, actor: Actor, caseIds: readonly string[], name: string): Promise<void> {
  await tx
    .updateTable('case_member')
    .set({ name })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .where('case_role', '=', 'person')
    .where('left_at', 'is', null)
    .execute()
}
