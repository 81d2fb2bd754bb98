import { sql } from 'kysely'
import { isAskedPractice } from '../case-access/grounds-repository.ts'
import { notRestricted, waitedFor } from '../case-access/places-repository.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { keptFrom, type OpenWait, type TeamOfCase } from './cases-repository.ts'

/** The accounts that a wait is told to by their role. */
export type HoldersOf = (wait: Pick<OpenWait, 'caseId' | 'party'>) => readonly string[]
const keyOf = ({ caseId, party }: Pick<OpenWait, 'caseId' | 'party'>) => `${caseId} ${party}`

/** The role that is told where nobody on the team is waited for by name: for a care coordinator or a broker whom a case does not have, those who manage its care. */
const roleToTell = sql`case when w.party in ('care-coordinator', 'broker') then 'team-manager' else ${waitedFor} end`

/** That the organisation of the account is the one whose turn it is: the trust of the case, a council that is enrolled in its scheme, or the practice that is asked about the health need. All others are the commissioner's. */
const isTheirs = sql`case when r.role in ('team-manager', 'mdt-member') then n.organisation_id = c.trust_id
  when r.role = 'gp' then ${isAskedPractice(sql`n.organisation_id`)}
  when r.role = 'local-authority-officer' then exists (select from scheme_council k where k.commissioner_id = ${theTenant}
    and k.scheme_id = c.scheme_id and k.organisation_id = n.organisation_id and k.ended_at is null offset 0) else true end`

/** That the record is not kept from the account: nobody keeps others out, it is the privacy officer who names somebody, or the account is the one that was named to decide. */
const isOpen = sql`(${notRestricted} or r.role = 'privacy-officer' or exists (select from record_opening o where o.commissioner_id = ${theTenant}
  and o.person_id = c.person_id and o.actor_id = n.actor_id and o.task = 'decide' and o.ended_at is null and o.until_on >= current_day() offset 0))`

/** That the account is registered as staff, and of no human who is the person, stands for them or is a relative, or is not to be told about them. */
const isIndependent = sql`exists (select from staff_identity i join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
    where i.commissioner_id = ${theTenant} and i.actor_id = n.actor_id and i.confirmed_at is not null and s.ended_at is null offset 0)
  and not exists (select from case_member m where m.commissioner_id = ${theTenant} and m.case_id = c.case_id
    and (m.relative or m.case_role in ('person', 'representative', 'advocate')) and ${humanOf('m.actor_id')} = ${humanOf('n.actor_id')} offset 0)
  and not exists (select from ${keptFrom} where kept.human = ${humanOf('n.actor_id')})`

/** Who is told by their role of what waits for nobody on the team of its case: those who said, in that role, what they want to be told of. */
export async function loadHolders(
  reads: Reads,
  waits: readonly OpenWait[],
  teams: ReadonlyMap<string, TeamOfCase>,
): Promise<HoldersOf> {
  const isNamed = ({ caseId, party }: OpenWait) =>
    party === 'person' || (teams.get(caseId)?.members.some(({ caseRole }) => caseRole === party) ?? false)
  const unnamed = [...new Map(waits.filter((wait) => !isNamed(wait)).map((wait) => [keyOf(wait), wait])).values()]
  if (unnamed.length === 0) return () => []
  const rows = await reads
    .selectFrom(
      sql<{ case_id: string; party: string }>`unnest(${unnamed.map(({ caseId }) => caseId)}::uuid[],
        ${unnamed.map(({ party }) => party)}::text[])`.as<'w'>(sql`w(case_id, party)`),
    )
    .innerJoinLateral(
      sql<{
        case_id: string
      }>`(select c.* from budget_case c where c.commissioner_id = ${theTenant} and c.case_id = w.case_id offset 0)`.as(
        'c',
      ),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(sql<{ role: string }>`(select ${roleToTell} as role offset 0)`.as('r'), (join) => join.onTrue())
    .innerJoin('notification_preference as n', (join) =>
      join
        .on('n.commissioner_id', '=', theTenant)
        .on('n.actor_id', 'is not', null)
        .on(sql<boolean>`r.role = any(n.roles)`),
    )
    .select(['w.case_id', 'w.party', sql<string>`n.actor_id`.as('actor_id')])
    .where(sql<boolean>`${isTheirs} and ${isOpen} and ${isIndependent}`)
    .execute()
  const held = Map.groupBy(rows, (row) => keyOf({ caseId: row.case_id, party: row.party }))
  return (wait) => held.get(keyOf(wait))?.map((row) => row.actor_id) ?? []
}
