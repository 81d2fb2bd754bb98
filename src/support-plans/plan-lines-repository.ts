import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import type { PlanContent } from './repository.ts'

/** The keys of the lines of a case's newest plan that was not refused: what can replace a service that the person has now. */
export async function listPlanLineKeys(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const row = await reads
    .selectFrom('support_plan')
    .select('content')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'not in', ['refused', 'superseded', 'ended'])
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (row.content as PlanContent).lines.map((line) => line.key) : []
}
