import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { FrozenNow } from '../rules/concerns/freezes.ts'

/**
 * Each line of `roots` (`case_id`, `root`, `key`), and what it was opened like: of whichever plan, by the key, since a freeze is of the support and not of the paper; of what was agreed
 * beside the plan the line that it named, and the line that that one named; and, of a line that only a later plan has, what that plan has no more, where it is of one category and held by the same hand, or
 * meets one of the same outcomes: another name is no other support.
 */
const kinOf = (roots: RawBuilder<unknown>) => sql`kin as (${roots}
      union select x.case_id, k.root, x.line from kin k
        cross join lateral (select o.plan_line_id, o.support_plan_id, o.category, o.deployment, o.holder_id from plan_line o
          where o.commissioner_id = ${theTenant} and o.case_id = k.case_id and o.key = k.key offset 0) o
        cross join lateral (
          select r.case_id, r.line from off_plan_request r
            where r.commissioner_id = ${theTenant} and r.plan_line_id = o.plan_line_id
          union all select d.case_id, d.key from support_plan b
            join support_plan a on a.commissioner_id = ${theTenant} and a.support_plan_id = o.support_plan_id
            join plan_line d on d.commissioner_id = ${theTenant} and d.support_plan_id = b.support_plan_id and d.case_id = k.case_id
            where b.commissioner_id = ${theTenant} and b.superseded_by = o.support_plan_id and d.category = o.category
              and not exists (select from plan_line s where s.commissioner_id = ${theTenant} and s.case_id = k.case_id
                and (s.support_plan_id = b.support_plan_id and s.key = k.key or s.support_plan_id = o.support_plan_id and s.key = d.key))
              and (d.deployment = o.deployment and d.holder_id is not distinct from o.holder_id or ${outcomesOf('b', 'd.key')} && ${outcomesOf('a', 'k.key')})
          offset 0) x)`

/** The lines of a case that are this one, or that it was opened like: a freeze of one of them holds what it pays. */
export async function listKinLines(reads: Reads, actor: Actor, planLineId: string): Promise<string[]> {
  const roots = sql`select l.case_id, l.key as root, l.key from plan_line l where l.commissioner_id = ${actor.commissionerId} and l.plan_line_id = ${planLineId}`
  const kin = sql<{ plan_line_id: string }>`(with recursive ${kinOf(roots)}
    select l.plan_line_id from kin k cross join lateral (select l.plan_line_id from plan_line l
      where l.commissioner_id = ${theTenant} and l.case_id = k.case_id and l.key = k.key offset 0) l)`
  const rows = await reads.selectFrom(kin.as('kin')).select('plan_line_id').execute()
  return rows.map((row) => row.plan_line_id)
}

/** The lines of a case whose freeze holds a payment that a freeze of this one holds too: what it was opened like, what was opened like it, and what else that was opened like. */
export async function listLinesHeldWith(
  reads: Reads,
  actor: Actor,
  caseId: string,
  planLineId: string,
): Promise<string[]> {
  const roots = sql`select distinct l.case_id, l.key as root, l.key from plan_line l where l.commissioner_id = ${actor.commissionerId} and l.case_id = ${caseId}`
  const held = sql<{ plan_line_id: string }>`(with recursive ${kinOf(roots)}
    select l.plan_line_id from (select distinct o.case_id, o.key from plan_line w join kin k on k.key = w.key join kin o on o.root = k.root
        where w.commissioner_id = ${theTenant} and w.plan_line_id = ${planLineId}) k
      cross join lateral (select l.plan_line_id from plan_line l
        where l.commissioner_id = ${theTenant} and l.case_id = k.case_id and l.key = k.key offset 0) l)`
  const rows = await reads.selectFrom(held.as('held')).select('plan_line_id').execute()
  return rows.map((row) => row.plan_line_id)
}

/** The outcomes that a line of a plan is for. */
const outcomesOf = (plan: string, key: string) =>
  sql`array(select json_array_elements_text(j -> 'outcomes') from json_array_elements(${sql.ref(plan)}.content -> 'lines') j where j ->> 'key' = ${sql.ref(key)})`

/** That a freeze holds today: to its day, or for as long as nobody lifts it once its concern was settled as one. */
export const holdsToday = sql<boolean>`(lifted_at is null and (kept_since is not null or until_on >= current_day()))`

/** What is frozen of a case today. */
export async function listFrozen(reads: Reads, actor: Actor, caseId: string): Promise<FrozenNow[]> {
  const rows = await reads
    .selectFrom('spending_freeze')
    .select(['about', 'plan_line_id', 'payee', 'payee_letters'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where(holdsToday)
    .execute()
  return rows.map((row) => ({
    about: row.about,
    planLineId: row.plan_line_id,
    payee: row.payee_letters,
    name: row.payee,
  }))
}
