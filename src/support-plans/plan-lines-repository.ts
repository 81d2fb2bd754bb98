import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Plan, PlanContent } from './repository.ts'

/**
 * The keys of the lines of a case's newest plan that was not refused: what can replace a service that the person has now. Once the plan
 * is agreed, those that were.
 */
export async function listPlanLineKeys(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const row = await reads
    .selectFrom('support_plan as p')
    .select(['p.content', 'p.status'])
    .select((eb) =>
      eb
        .selectFrom('plan_line as l')
        .select(sql<string[]>`coalesce(array_agg(l.key), '{}')`.as('keys'))
        .where('l.commissioner_id', '=', theTenant)
        .whereRef('l.support_plan_id', '=', 'p.support_plan_id')
        .as('opened'),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('p.status', 'not in', ['refused', 'superseded', 'withdrawn', 'ended'])
    .orderBy('p.support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return []
  if (row.status === 'agreed' || row.status === 'active') return row.opened ?? []
  return (row.content as PlanContent).lines.map((line) => line.key)
}

/** The lines of the plan in force, and of the one on its way: what can hang on something that the person has, or the other way round. */
export async function listKnownLines(reads: Reads, actor: Actor, caseId: string): Promise<Plan['lines']> {
  const rows = await reads
    .selectFrom('support_plan')
    .select('content')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'not in', ['refused', 'superseded', 'withdrawn', 'ended'])
    .orderBy('support_plan_id', 'desc')
    .limit(2)
    .execute()
  return rows.flatMap(({ content }) => (content as PlanContent).lines)
}
