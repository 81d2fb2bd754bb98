import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf } from '../platform/database/prepared-pages.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type TierHolder, tierHolders } from '../rules/sign-off/sign-off-rules.ts'
import type { Case } from './case.ts'
import { paysInto } from './grounds-repository.ts'
import { isFullPlace, mayStandFully } from './places-repository.ts'
import { ofTrust, seesAll, toCase, visibleCases } from './visible-repository.ts'

/** The roles that cases wait for without a place on their team, of those that the actor has. */
export const rolesWaitedFor = ({ roles }: Pick<Asking, 'roles'>): TierHolder[] =>
  tierHolders.filter((holder) => holder !== 'care-coordinator' && roles.includes(holder))

/** The cases on whose team the actor stands, in whatever place or in one of some. */
const places = ({ commissionerId, actorId }: Asking, of = sql`true`) =>
  sql`select m.case_id from case_member m where m.commissioner_id = ${commissionerId} and m.actor_id = ${actorId} and m.left_at is null and ${of}`

/** An array, whose members the primary key is read by, newest first, until the page is full. */
const amongThese = (sets: readonly RawBuilder<unknown>[]) =>
  sql<SqlBool>`c.case_id = any(array(${sql.join(sets, sql` union `)}))`

/**
 * That the case `c` is among those that the actor can have to do with, found from the actor's own side: so that a list reads what is
 * theirs, and not the tenant's cases until it has found enough. Wider than what they may see, which is asked of each case besides.
 */
export const isAmongOwn = (actor: Asking) => amongThese([places(actor), ...setsBesideTeam(actor)])

/** The cases that the actor can have to do with and needs no place on the team of. */
function setsBesideTeam(actor: Asking): RawBuilder<unknown>[] {
  const { commissionerId: tenant, actorId } = actor
  const sets: RawBuilder<unknown>[] = []
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
      sql`select p.case_id from vote v join support_plan p on p.commissioner_id = ${theTenant} and p.support_plan_id = v.support_plan_id
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
  return sets
}

/** The cases under way of the schemes that the actor's council pays into: for a list, since none of them waits for them by that. */
const ofPool = ({ commissionerId, organisationId }: Asking) =>
  sql`select b.case_id from scheme_council k
    cross join lateral (select b.case_id from budget_case b where b.commissioner_id = ${commissionerId} and b.scheme_id = k.scheme_id
      and b.ended_at is null order by b.case_id desc offset 0) b
    where k.commissioner_id = ${commissionerId} and k.organisation_id = ${organisationId}::uuid and k.ended_at is null`

const setsBesidePlaces = (actor: Asking) => [...setsBesideTeam(actor), ...(paysInto(actor) ? [ofPool(actor)] : [])]

const anythingBeside = preparedByActor(
  (_reads: Reads, actor) =>
    sql<{
      found: boolean
    }>`select exists (${sql.join([places(actor, sql`not ${isFullPlace(actor)}`), ...setsBesidePlaces(actor)], sql` union all `)}) as found`,
)

/** How a page of a list is read: of all cases, of those by a full place, or of whatever the actor has to do with. */
type Side = 'all' | 'full-place' | 'own'

/** The visible cases of one side. Where they are a few of many, they are found from the actor's own side. */
function casesOn(side: Side, reads: Reads, actor: Asking) {
  if (side === 'all') return visibleCases(reads, actor)
  if (side === 'full-place') return visibleCases(reads, actor, 'place').where(amongThese([places(actor)]))
  return visibleCases(reads, actor).where(amongThese([places(actor), ...setsBesidePlaces(actor)]))
}

const listOf = eachOf((side: Side) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, page: PagePlaces) =>
      casesOn(side, reads, actor)
        .$if(of === 'later', (query) => query.where('c.case_id', '<', page.after))
        .orderBy('c.case_id', 'desc')
        .limit(page.rows),
    ),
  ),
)

/**
 * One row more than a page, newest first. Most stand fully on the team of every case that they see: those are read by that alone, and
 * all other ways are set up for those only who have any.
 */
export async function listCases(reads: Reads, actor: Actor, page: PageRequest): Promise<Case[]> {
  const list = async (side: Side) => (await listOf(side)(page)(reads, actor, placesOf(page))).map(toCase)
  if (seesAll(actor) || ofTrust(actor)) return list('all')
  if (!mayStandFully(actor)) return list('own')
  const [cases, [beside]] = await Promise.all([list('full-place'), anythingBeside(reads, actor, {})])
  return beside?.found ? list('own') : cases
}
