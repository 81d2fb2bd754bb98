import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/**
 * Everybody who is too near a case to be independent of it: who is or was on its team, and who is named as a representative and was not
 * verified yet. They may do nothing in the person's place, and what they want for the person or of them is no less for it.
 */
export const nearCase = (tenant: RawBuilder<string>, caseId: RawBuilder<string>) => sql`(
  select actor_id, case_role, organisation_id, relative, left_at from case_member where commissioner_id = ${tenant} and case_id = ${caseId}
  union all select actor_id, 'representative', null, relative, null from representation
    where commissioner_id = ${tenant} and case_id = ${caseId} and verified_at is null)`

/** Those who are near a case, by the human behind the account. */
export async function listNear(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlySet<string>> {
  const tenant = sql<string>`${actor.commissionerId}::uuid`
  const rows = await reads
    .selectFrom(nearCase(tenant, sql`${caseId}::uuid`).$castTo<{ actor_id: string }>().as('n'))
    .select(sql<string>`human_of(${tenant}, n.actor_id)`.as('human_id'))
    .execute()
  return new Set(rows.map((row) => row.human_id))
}
