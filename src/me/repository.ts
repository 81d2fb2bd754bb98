import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'

export async function findCommissioner(
  reads: Reads,
  { commissionerId }: Actor,
): Promise<{ id: string; code: string; name: string }> {
  return reads
    .selectFrom('commissioner')
    .select(['commissioner_id as id', 'code', 'name'])
    .where('commissioner_id', '=', commissionerId)
    .executeTakeFirstOrThrow()
}

/** On how many teams the actor stands, by role. They are few: an index has those of one actor. */
export async function countPlaces(
  reads: Reads,
  { commissionerId, actorId }: Actor,
): Promise<{ caseRole: CaseRole; cases: number }[]> {
  const rows = await reads
    .selectFrom('case_member')
    .select(({ fn }) => ['case_role', fn.count<number>('case_id').distinct().as('cases')])
    .where('commissioner_id', '=', commissionerId)
    .where('actor_id', '=', actorId)
    .where('left_at', 'is', null)
    .where(sql<boolean>`place_holds(left_at, until_on)`)
    .groupBy('case_role')
    .orderBy('case_role')
    .execute()
  return rows.map((row) => ({ caseRole: row.case_role, cases: Number(row.cases) }))
}

/** The people whose records the actor's sign-in is linked to. */
export async function listOwnPeople(reads: Reads, { commissionerId, actorId }: Actor): Promise<string[]> {
  const rows = await reads
    .selectFrom('sign_in')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where('subject', '=', actorId)
    .where('ended_at', 'is', null)
    .orderBy('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}
