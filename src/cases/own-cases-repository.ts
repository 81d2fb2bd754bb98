import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import { tierHolders } from '../rules/sign-off-rules.ts'

/** In flight, and waiting for a role rather than for somebody on the team: the words of the index `budget_case_for_role`. */
const waitsForRole = sql.raw(
  "b.ended_at is null and b.waiting_for && '{team-manager,mdt-member,panel-member,lived-experience-member,commissioner-officer,local-authority-officer}'::text[]",
)

/** Whether the actor has a role that cases wait for without a place on their team. */
const isWaitedFor = ({ roles }: Actor) =>
  tierHolders.some((holder) => holder !== 'care-coordinator' && roles.includes(holder))

/**
 * That the case `c` is among those that the actor can have to do with, found from the actor's own side: so that a list reads what is
 * theirs, and not the tenant's cases until it has found enough. Wider than what they may see, which is asked of each case besides.
 */
export function isAmongOwn(actor: Actor): RawBuilder<SqlBool> {
  const { commissionerId: tenant, actorId } = actor
  const sets = [
    sql`select m.case_id from case_member m where m.commissioner_id = ${tenant} and m.actor_id = ${actorId} and m.left_at is null`,
  ]
  if (isWaitedFor(actor))
    sets.push(
      sql`select b.case_id from budget_case b where b.commissioner_id = ${tenant} and ${waitsForRole}`,
      sql`select a.case_id from appeal a where a.commissioner_id = ${tenant} and a.status in ('awaiting-acceptance', 'lodged')`,
    )
  if (actor.permissions.has('plan:decide')) {
    const deputyships = sql`deputyship d where d.commissioner_id = ${tenant} and d.deputy_id = ${actorId} and d.ended_at is null
      and d.until_on >= current_day()`
    sets.push(
      sql`select d.case_id from decision d where d.commissioner_id = ${tenant} and d.decided_by = ${actorId}`,
      sql`select p.case_id from vote v join support_plan p on p.commissioner_id = v.commissioner_id and p.support_plan_id = v.support_plan_id
        where v.commissioner_id = ${tenant} and v.actor_id = ${actorId}`,
      sql`select h.case_id from case_member h where h.commissioner_id = ${tenant} and h.left_at is null
        and h.actor_id = any(array(select d.holder_id from ${deputyships}))`,
      sql`select b.case_id from budget_case b where b.commissioner_id = ${tenant}
        and b.trust_id = any(array(select d.organisation_id from ${deputyships}))`,
      sql`select b.case_id from budget_case b, (select from ${deputyships} limit 1) d where b.commissioner_id = ${tenant} and ${waitsForRole}`,
    )
  }
  // An array, whose members the primary key is read by, newest first, until the page is full.
  return sql<SqlBool>`c.case_id = any(array(${sql.join(sets, sql` union `)}))`
}
