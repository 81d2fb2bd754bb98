import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'

/** Whether an appeal against a decision on the case is open: until it is decided, what the person has stays as it is. */
export async function hasOpenAppeal(reads: Reads, actor: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('appeal')
    .select('appeal_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['awaiting-acceptance', 'lodged'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
