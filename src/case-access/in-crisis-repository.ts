import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/** Whether a crisis of a case is on. */
export async function isInCrisis(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('crisis_episode')
    .select('crisis_episode_id')
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('stood_down_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
