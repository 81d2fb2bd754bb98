import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { nearCase } from './grounds-repository.ts'

/** Those who are near a case, by the human behind the account. */
export async function listNear(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlySet<string>> {
  const tenant = sql<string>`${actor.commissionerId}::uuid`
  const rows = await reads
    .selectFrom(nearCase(tenant, sql`${caseId}::uuid`).$castTo<{ actor_id: string }>().as('n'))
    .select(sql<string>`human_of(${tenant}, n.actor_id)`.as('human_id'))
    .execute()
  return new Set(rows.map((row) => row.human_id))
}
