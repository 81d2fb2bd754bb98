import { sql } from 'kysely'
import { groundOfPlace, personSignsIn } from '../case-access/places-repository.ts'
import { saidOfContact } from '../people/safe-contact-repository.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { opens } from '../rules/access/opens.ts'
import type { Ground } from '../rules/access/sight.ts'
import { type NotificationKind, viewOfKind } from '../rules/notifications/kinds.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Somebody on the team of a case, beside the person, whom the person does not keep from being told. */
export interface Member {
  readonly memberId: string
  readonly actorId: string
  readonly caseRole: CaseRole
  readonly ground: Ground
}

/** Whom there is to tell of a case. */
export interface TeamOfCase {
  readonly caseId: string
  readonly personId: string
  readonly ended: boolean
  /** Whether the person signs in. Where they do not, those who act for them are told what they are. */
  readonly signsIn: boolean
  readonly members: readonly Member[]
}

/** The humans who are not to be told about the person of a case, by whichever place and account they were named. */
export const keptFrom = sql`(select ${humanOf('k.actor_id')} as human from ${saidOfContact(sql`c.person_id`)} s
    join safe_contact_not_to x on x.commissioner_id = ${theTenant} and x.person_id = s.person_id
    join case_member k on k.commissioner_id = ${theTenant} and k.case_member_id = x.case_member_id offset 0) kept`

/** The teams of these cases as they are now. */
export async function listTeams(reads: Reads, caseIds: readonly string[]): Promise<ReadonlyMap<string, TeamOfCase>> {
  if (caseIds.length === 0) return new Map()
  const rows = await reads
    .selectFrom('budget_case as c')
    .select([
      'c.case_id',
      'c.person_id',
      'c.ended_at',
      personSignsIn.as('signs_in'),
      sql<
        Member[]
      >`(select coalesce(json_agg(json_build_object('memberId', m.case_member_id, 'actorId', m.actor_id, 'caseRole', m.case_role, 'ground', ${groundOfPlace})), '[]')
        from case_member m where m.commissioner_id = ${theTenant} and m.case_id = c.case_id and m.case_role <> 'person'
          and place_holds(m.left_at, m.until_on) and (m.case_role = 'care-coordinator' or not exists (select from ${keptFrom}
            where kept.human = ${humanOf('m.actor_id')})))`.as('members'),
    ])
    .where('c.commissioner_id', '=', theTenant)
    .where(sql<boolean>`c.case_id = any(${[...new Set(caseIds)]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => {
      const team = {
        ...{ caseId: row.case_id, personId: row.person_id, ended: row.ended_at !== null },
        ...{ signsIn: row.signs_in, members: row.members },
      }
      return [row.case_id, team]
    }),
  )
}

/** What is told of a case that has ended: its letters, what is left to do, and receipts, without which its accounts do not close. */
const toldAfterTheEnd: ReadonlySet<NotificationKind> = new Set(['letter-ready', 'your-turn', 'receipt-missing'])

/** Whether somebody on the team may be told of a kind: they could read it. */
export const mayBeTold = ({ ended }: TeamOfCase, { ground }: Member, kind: NotificationKind): boolean =>
  opens(ground, viewOfKind[kind]) && !(ended && !toldAfterTheEnd.has(kind))

/** Whether what waits for a party waits for somebody on the team: for what the person does not see to, those who act for them do. */
export const isWaitedFor = ({ signsIn }: TeamOfCase, party: string, { caseRole }: Member): boolean =>
  caseRole === party || (party === 'person' && !signsIn && caseRole === 'representative')

/** Whether somebody on the team is told that something is late: who is waited for, the care coordinator, and the person or who acts for them. */
export const hearsOfLate = (team: TeamOfCase, late: readonly OpenWait[], member: Member): boolean =>
  member.caseRole === 'care-coordinator' ||
  ['person', ...late.map(({ party }) => party)].some((party) => isWaitedFor(team, party, member))

/** Somebody is waited for on a case. */
export interface OpenWait {
  readonly caseId: string
  readonly party: string
  readonly notBy: readonly string[]
  readonly since: Date
  /** What it is, so that it is told once. */
  readonly about: string
  /** What its clock is of; null where it has none. */
  readonly clock: string | null
  /** The clock that runs for it now, and the day that it is due on; null where none does. */
  readonly running: { readonly clockId: string; readonly dueOn: LocalDate } | null
}

/** Who is waited for on these cases. A review that is to be held is told by its day, and not as a turn. */
export async function listWaits(reads: Reads, caseIds: readonly string[]): Promise<OpenWait[]> {
  if (caseIds.length === 0) return []
  const rows = await reads
    .selectFrom('case_wait as w')
    .leftJoinLateral(
      // Of each wait: `offset 0` keeps PostgreSQL from beginning with all clocks of the tenant.
      (eb) =>
        eb
          .selectFrom('clock')
          .select(['clock.clock_id', 'clock.due_on'])
          .where('clock.commissioner_id', '=', theTenant)
          .whereRef('clock.kind', '=', 'w.clock_kind')
          .whereRef('clock.subject_id', '=', 'w.clock_subject_id')
          .where('clock.stopped_on', 'is', null)
          .offset(0)
          .as('k'),
      (join) => join.onTrue(),
    )
    .select(['w.case_id', 'w.party', 'w.not_by', 'w.since', 'w.subject', 'w.subject_id', 'w.step'])
    .select(['w.clock_kind', 'w.clock_subject_id', 'k.clock_id', 'k.due_on'])
    .where('w.commissioner_id', '=', theTenant)
    .where(sql<boolean>`w.case_id = any(${[...new Set(caseIds)]}::uuid[])`)
    .execute()
  return rows.map((row) => ({
    ...{ caseId: row.case_id, party: row.party, notBy: row.not_by, since: row.since },
    about: `${row.subject} ${row.subject_id} ${row.step} ${row.since.toISOString()}`,
    clock: row.clock_kind === null ? null : `${row.clock_kind} ${row.clock_subject_id}`,
    running: row.clock_id === null || row.due_on === null ? null : { clockId: row.clock_id, dueOn: row.due_on },
  }))
}

/** A review that is to be held. */
export interface Coming {
  readonly caseId: string
  readonly about: string
}

const scheduled = (reads: Reads) =>
  reads
    .selectFrom('review')
    .select(['review_id', 'case_id', 'due_on'])
    .where('commissioner_id', '=', theTenant)
    .where('status', '=', 'scheduled')

const toComing = (row: { review_id: string; case_id: string; due_on: string }): Coming => ({
  caseId: row.case_id,
  about: `${row.review_id} ${row.due_on}`,
})

/** The reviews of which the day is among these. */
export async function listComing(reads: Reads, from: string, to: string): Promise<Coming[]> {
  const rows = await scheduled(reads).where('due_on', '>=', from).where('due_on', '<=', to).orderBy('due_on').execute()
  return rows.map(toComing)
}

/** What stands of these reviews, by their identifiers. */
export async function listComingOf(reads: Reads, reviewIds: readonly string[]): Promise<Coming[]> {
  if (reviewIds.length === 0) return []
  const rows = await scheduled(reads).where(sql<boolean>`review_id = any(${reviewIds}::uuid[])`).execute()
  return rows.map(toComing)
}
