import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Frozen } from '../rules/concerns/freezes.ts'

/**
 * The lines of a case that are this one, or that it was opened like: of whichever plan, by their key, since a freeze is of the support and not of the paper; and of what was agreed
 * beside the plan the line that it named, and the line that that one named.
 */
export async function listKinLines(reads: Reads, actor: Actor, planLineId: string): Promise<string[]> {
  const kin = sql<{ plan_line_id: string }>`(with recursive kin as (
      select l.case_id, l.key from plan_line l where l.commissioner_id = ${actor.commissionerId} and l.plan_line_id = ${planLineId}
      union select r.case_id, r.line from kin k
        cross join lateral (select o.plan_line_id from plan_line o
          where o.commissioner_id = ${theTenant} and o.case_id = k.case_id and o.key = k.key offset 0) o
        cross join lateral (select r.case_id, r.line from off_plan_request r
          where r.commissioner_id = ${theTenant} and r.plan_line_id = o.plan_line_id offset 0) r)
    select l.plan_line_id from kin k cross join lateral (select l.plan_line_id from plan_line l
      where l.commissioner_id = ${theTenant} and l.case_id = k.case_id and l.key = k.key offset 0) l)`
  const rows = await reads.selectFrom(kin.as('kin')).select('plan_line_id').execute()
  return rows.map((row) => row.plan_line_id)
}

/** What is frozen of a case today. */
export async function listFrozen(reads: Reads, actor: Actor, caseId: string): Promise<Frozen[]> {
  const rows = await reads
    .selectFrom('spending_freeze')
    .select(['about', 'plan_line_id', 'payee_letters'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('lifted_at', 'is', null)
    .where(sql<boolean>`until_on >= current_day()`)
    .execute()
  return rows.map((row) => ({ about: row.about, planLineId: row.plan_line_id, payee: row.payee_letters }))
}
