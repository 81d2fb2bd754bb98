import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type TierHolder, tierHolders } from '../rules/sign-off/sign-off-rules.ts'
import type { Case } from './case.ts'
import { paysInto } from './grounds-repository.ts'
import { ofTrust, seesAll, toCase, visibleCases } from './visible-repository.ts'

/** The roles that cases wait for without a place on their team, of those that the actor has. */
export const rolesWaitedFor = ({ roles }: Actor): TierHolder[] =>
  tierHolders.filter((holder) => holder !== 'care-coordinator' && roles.includes(holder))

/**
 * That the case `c` is among those that the actor can have to do with, found from the actor's own side: so that a list reads what is
 * theirs, and not the tenant's cases until it has found enough. Wider than what they may see, which is asked of each case besides.
 */
export function isAmongOwn(actor: Actor, more: readonly RawBuilder<unknown>[] = []): RawBuilder<SqlBool> {
  const { commissionerId: tenant, actorId } = actor
  const sets = [
    ...more,
    sql`select m.case_id from case_member m where m.commissioner_id = ${tenant} and m.actor_id = ${actorId} and m.left_at is null`,
  ]
  const roles = rolesWaitedFor(actor)
  if (roles.length > 0)
    sets.push(
      sql`select w.case_id from case_wait w where w.commissioner_id = ${tenant} and w.party = any(${roles}::text[])`,
    )
  if (actor.permissions.has('plan:decide')) {
    const delegations = sql`delegation d where d.commissioner_id = ${tenant} and d.delegate_id = ${actorId} and d.ended_at is null
      and d.until_on >= current_day()`
    sets.push(
      sql`select d.case_id from decision d where d.commissioner_id = ${tenant} and d.decided_by = ${actorId}`,
      sql`select p.case_id from vote v join support_plan p on p.commissioner_id = v.commissioner_id and p.support_plan_id = v.support_plan_id
        where v.commissioner_id = ${tenant} and v.actor_id = ${actorId}`,
      sql`select h.case_id from case_member h where h.commissioner_id = ${tenant} and h.left_at is null
        and h.actor_id = any(array(select d.holder_id from ${delegations}))`,
      // For each delegation by itself (`offset 0` keeps it so): with none, the cases of no trust are read.
      sql`select b.case_id from (select distinct d.organisation_id from ${delegations}) o
        cross join lateral (select b.case_id from budget_case b where b.commissioner_id = ${tenant} and b.trust_id = o.organisation_id
          order by b.case_id desc offset 0) b`,
      sql`select w.case_id from (select distinct d.tier_role::text as party from ${delegations}) o
        cross join lateral (select w.case_id from case_wait w where w.commissioner_id = ${tenant} and w.party = o.party
          order by w.case_id desc offset 0) w`,
    )
  }
  // An array, whose members the primary key is read by, newest first, until the page is full.
  return sql<SqlBool>`c.case_id = any(array(${sql.join(sets, sql` union `)}))`
}

/** The cases under way of the schemes that the actor's council pays into: for a list, since none of them waits for them by that. */
const ofPool = ({ commissionerId, organisationId }: Actor) =>
  sql`select b.case_id from scheme_council k
    cross join lateral (select b.case_id from budget_case b where b.commissioner_id = ${commissionerId} and b.scheme_id = k.scheme_id
      and b.ended_at is null order by b.case_id desc offset 0) b
    where k.commissioner_id = ${commissionerId} and k.organisation_id = ${organisationId}::uuid and k.ended_at is null`

/** The visible cases for a list. Where they are a few of many, they are found from the actor's own side. */
function visibleForList(reads: Reads, actor: Actor) {
  const cases = visibleCases(reads, actor)
  if (seesAll(actor) || ofTrust(actor)) return cases
  return cases.where(isAmongOwn(actor, paysInto(actor) ? [ofPool(actor)] : []))
}

/** One row more than a page, newest first. */
export async function listCases(reads: Reads, actor: Actor, page: PageRequest): Promise<Case[]> {
  const rows = await visibleForList(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('c.case_id', '<', page.after ?? ''))
    .orderBy('c.case_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCase)
}
