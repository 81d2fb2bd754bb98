import { type RawBuilder, sql } from 'kysely'
import { whoChanged } from '../case-progress/facts-repository.ts'
import type { Asking } from '../platform/access/asking.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Writer } from './case.ts'

/**
 * Everybody who is too near a case to be independent of it: who is or was on its team, and who is named as a representative and was not
 * verified yet. They may do nothing in the person's place, and what they want for the person or of them is no less for it.
 */
export const nearCase = (caseId: RawBuilder<string>) => sql`(
  select actor_id, case_role, organisation_id, relative, left_at from case_member where commissioner_id = ${theTenant} and case_id = ${caseId}
  union all select actor_id, 'representative', null, relative, null from representation
    where commissioner_id = ${theTenant} and case_id = ${caseId} and verified_at is null)`

/**
 * Everybody who had a part in a case that leaves them nothing of it to decide: who confirmed or changed who the person is, on their record or one that
 * was joined into it, and whether that counts still or not; wrote down what the person said or signed; or declared a conflict of interest on any plan of
 * it, or as a broker. The one list that decisions, votes, findings and appeals all ask.
 */
export const hadPart = (caseId: RawBuilder<string>) => sql`(
  select t.part, t.actor_id from budget_case c join person p on p.commissioner_id = ${theTenant} and c.person_id in (p.person_id, p.joined_into)
    cross join lateral (
      select 'confirmed-identity' as part, i.confirmed_by as actor_id from identity_confirmation i
        where i.commissioner_id = ${theTenant} and i.person_id = p.person_id
      union all select 'changed-identity', w.actor_id from (${whoChanged('p')}) w offset 0) t
    where c.commissioner_id = ${theTenant} and c.case_id = ${caseId}
  union all select 'recorded-for-person', recorded_by from said_for where commissioner_id = ${theTenant} and case_id = ${caseId}
  union all select 'declared-conflict', actor_id from conflict_of_interest where commissioner_id = ${theTenant} and case_id = ${caseId}
  union all select 'declared-conflict', actor_id from broker_conflict where commissioner_id = ${theTenant} and case_id = ${caseId})`

/**
 * Who writes on the case `c`, in the row that is locked anyway. Its own is a case on which any account of theirs is the person, or acts or
 * speaks for them, or is named to; and a relative's, on which one is or was declared a relative.
 */
export function writerOn({ actorId }: Asking) {
  const human = humanOf(sql`${actorId}`)
  return sql<Writer>`json_build_object('humanId', ${human},
    'registered', exists (select from staff_identity i
      join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
      where i.commissioner_id = ${theTenant} and i.actor_id = ${actorId} and i.confirmed_at is not null and s.ended_at is null),
    'own', exists (select from ${nearCase(sql`c.case_id`)} m
      where (m.relative or m.case_role = 'person' or m.case_role in ('representative', 'advocate') and m.left_at is null)
      and ${humanOf('m.actor_id')} = ${human}),
    'conflicted', exists (select from broker_conflict b where b.commissioner_id = ${theTenant} and b.case_id = c.case_id
      and ${humanOf('b.actor_id')} = ${human} offset 0))`.as('writer')
}

/** Those who are near a case or had a part in it, by the human behind the account. */
export async function listNear(reads: Reads, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await reads
    .selectFrom(
      sql<{ actor_id: string }>`(select actor_id from ${nearCase(sql`${caseId}::uuid`)} m
        union select actor_id from ${hadPart(sql`${caseId}::uuid`)} h)`.as('n'),
    )
    .select(humanOf('n.actor_id').as('human_id'))
    .execute()
  return new Set(rows.map((row) => row.human_id))
}
