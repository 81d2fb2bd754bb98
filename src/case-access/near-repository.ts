import { type RawBuilder, sql } from 'kysely'
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
      and ${humanOf('m.actor_id')} = ${human}))`.as('writer')
}

/** Those who are near a case, by the human behind the account. */
export async function listNear(reads: Reads, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await reads
    .selectFrom(nearCase(sql`${caseId}::uuid`).$castTo<{ actor_id: string }>().as('n'))
    .select(humanOf('n.actor_id').as('human_id'))
    .execute()
  return new Set(rows.map((row) => row.human_id))
}
