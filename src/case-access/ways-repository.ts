import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { PagePlaces, Which } from '../platform/database/prepared-pages.ts'
import { type Slot, theTenant } from '../platform/database/slots.ts'
import { type TierHolder, tierHolders } from '../rules/sign-off/sign-off-rules.ts'
import { paysInto } from './grounds-repository.ts'
import { notRestricted } from './places-repository.ts'
import { caseColumns, ofTrust } from './visible-repository.ts'

/**
 * A way of having to do with cases: it gives a `case_id` a row, which an index of its own has in order, so that the newest of several ways are
 * read without the rest of any.
 */
export type Way = (newestFirst: Newest) => RawBuilder<unknown>
/** In which order of their identifiers, which grow with time. */
export type Order = 'newest' | 'oldest'
interface Newest {
  /** What else is asked of the case, by the name that it has here. */
  readonly upTo: (caseId: string) => RawBuilder<unknown>
  /** How many are asked for; none where it is asked only whether there are any. */
  readonly rows?: Slot<number>
  readonly order?: Order
}

const inOrder = (order: Order = 'newest') => (order === 'newest' ? sql`desc` : sql`asc`)

export const way =
  (caseId: string, from: RawBuilder<unknown>): Way =>
  ({ upTo }) =>
    sql`select ${sql.ref(caseId)} as case_id from ${from}${upTo(caseId)}`

/**
 * The same where there are few, as of one actor, and no order need be kept: all of them are read (`offset 0` keeps it so), by whatever finds them
 * soonest, and put in order. To have them in order, PostgreSQL would walk the cases of the tenant.
 */
export const fewOf = (caseId: string, from: RawBuilder<unknown>): Way =>
  way('f.case_id', sql`(select ${sql.ref(caseId)} as case_id from ${from} offset 0) f where true`)

/** The cases on whose team a broker of the actor's organisation stands: many, which an index has in order. */
const placesOfBrokers = ({ organisationId }: Asking): Way =>
  way(
    'm.case_id',
    sql`case_member m where m.commissioner_id = ${theTenant} and m.organisation_id = ${organisationId}::uuid
      and m.case_role = 'broker' and m.left_at is null`,
  )

/** The cases on whose team the actor stands, in whatever place or in one of some; of who hears for the brokers of an organisation, theirs. */
export const places = (actor: Asking, of = sql`true`): Way =>
  actor.hearsForStaff ? placesOfBrokers(actor) : placesOf(actor, of)

const placesOf = ({ actorId }: Asking, of: RawBuilder<unknown>): Way =>
  fewOf(
    'm.case_id',
    sql`case_member m where m.commissioner_id = ${theTenant} and m.actor_id = ${actorId} and m.left_at is null and ${of}`,
  )

/** The roles that cases wait for without a place on their team, of those that the actor has. */
export const rolesWaitedFor = ({ roles }: Pick<Asking, 'roles'>): TierHolder[] =>
  tierHolders.filter((holder) => holder !== 'care-coordinator' && roles.includes(holder))

const ofATrust: readonly TierHolder[] = ['team-manager', 'mdt-member']

/** What waits for a role: for one of a trust, of the actor's trust alone. */
function waitsFor({ organisationId }: Asking, role: TierHolder, where = sql`true`): Way[] {
  const within = ofATrust.includes(role)
  if (within && organisationId === null) return []
  const ofTheirs = within ? sql`w.trust_id = ${organisationId}::uuid and` : sql``
  return [
    way(
      'w.case_id',
      sql`case_wait w where w.commissioner_id = ${theTenant} and ${ofTheirs} w.party = ${sql.lit(role)} and ${where}`,
    ),
  ]
}

const mayDecide = ({ permissions }: Asking) => permissions.has('plan:decide')

/** The delegations of the actor that hold today. */
const delegations = ({
  actorId,
}: Asking) => sql`delegation d where d.commissioner_id = ${theTenant} and d.delegate_id = ${actorId}
  and d.ended_at is null and d.until_on >= current_day()`
/** Asked once, and not of each case. */
const standsInFor = (actor: Asking, roles: readonly TierHolder[]) =>
  sql`exists (select from ${delegations(actor)} and d.tier_role::text in (${sql.join(roles.map((role) => sql.lit(role)))}))`

/** For each holder by themselves (`offset 0` keeps it so): with none, nobody's places are read. */
const ofHolders = (actor: Asking): Way =>
  fewOf(
    'h.case_id',
    sql`(select distinct d.holder_id from ${delegations(actor)} and d.tier_role = 'care-coordinator') o
      cross join lateral (select h.case_id from case_member h where h.commissioner_id = ${theTenant} and h.actor_id = o.holder_id
        and h.left_at is null offset 0) h where true`,
  )

/** The cases on whose team the actor stands, or somebody in whose place they are. They are few, however many the tenant has. */
export const waysOfTeams = (actor: Asking): Way[] => [places(actor), ...(mayDecide(actor) ? [ofHolders(actor)] : [])]

const waitsForOwnRoles = (actor: Asking): Way[] => rolesWaitedFor(actor).flatMap((role) => waitsFor(actor, role))

/** What waits for a role, not of the actor, in which they stand in for somebody. */
function waitsInPlaceOfOthers(actor: Asking): Way[] {
  if (!mayDecide(actor)) return []
  const own = rolesWaitedFor(actor)
  const others = tierHolders.filter((role) => role !== 'care-coordinator' && !own.includes(role))
  return [...others.flatMap((role) => waitsFor(actor, role, standsInFor(actor, [role]))), ofHolders(actor)]
}

/** What waits for the actor, on a role of theirs or in the place of somebody. */
export const waysToTasks = (actor: Asking): Way[] => [
  places(actor),
  ...waitsForOwnRoles(actor),
  ...waitsInPlaceOfOthers(actor),
]

const ofOrganisation = ({ organisationId }: Asking, where = sql`true`): Way[] =>
  organisationId === null
    ? []
    : [
        way(
          'b.case_id',
          sql`budget_case b where b.commissioner_id = ${theTenant} and b.trust_id = ${organisationId}::uuid and ${where}`,
        ),
      ]

/**
 * The cases under way of the schemes that the actor's council pays into: for a list, since none of them waits for them by that. They see each of
 * them, so that of a scheme no more are read than the page has.
 */
const ofPool =
  ({ organisationId }: Asking): Way =>
  ({ upTo, rows, order }) =>
    sql`select b.case_id from scheme_council k
      cross join lateral (select c.case_id from budget_case c where c.commissioner_id = ${theTenant} and c.scheme_id = k.scheme_id
        and c.ended_at is null and ${notRestricted}${upTo('c.case_id')} order by c.case_id ${inOrder(order)} ${rows ? sql`limit ${rows}::bigint + 1` : sql`offset 0`}) b
      where k.commissioner_id = ${theTenant} and k.organisation_id = ${organisationId}::uuid and k.ended_at is null and k.pays`

const whatTheyDecided = ({ actorId }: Asking): Way[] => [
  way('d.case_id', sql`decision d where d.commissioner_id = ${theTenant} and d.decided_by = ${actorId}`),
  fewOf(
    'p.case_id',
    sql`vote v join support_plan p on p.commissioner_id = ${theTenant} and p.support_plan_id = v.support_plan_id
      where v.commissioner_id = ${theTenant} and v.actor_id = ${actorId}`,
  ),
]

/** What the actor opened in an emergency: for a list, since it waits for nobody by that. */
const ofEmergencies = ({ actorId }: Asking): Way =>
  fewOf(
    'g.case_id',
    sql`break_glass g where g.commissioner_id = ${theTenant} and g.actor_id = ${actorId} and g.until_at > current_instant()`,
  )

/** What the actor can have to do with themself, and needs no place on the team of. */
const ownWaysBesidePlaces = (actor: Asking): Way[] => [
  ...(ofTrust(actor) ? ofOrganisation(actor) : []),
  ...waitsForOwnRoles(actor),
  ...(mayDecide(actor) ? whatTheyDecided(actor) : []),
  ...(paysInto(actor) ? [ofPool(actor)] : []),
  ...(!actor.machine && actor.permissions.has('access:break-glass') ? [ofEmergencies(actor)] : []),
]

/** The same with what they can have to do with in the place of somebody. */
export const waysBesidePlaces = (actor: Asking): Way[] => [
  ...ownWaysBesidePlaces(actor),
  ...(mayDecide(actor) && !ofTrust(actor) ? ofOrganisation(actor, standsInFor(actor, ofATrust)) : []),
  ...waitsInPlaceOfOthers(actor),
]

/** No limit at all, which PostgreSQL does not know when it plans: it takes the index that has the order, and reads of it what is asked for. */
const asFarAsAsked = sql`limit (select null::bigint)`

/** All that is found by any of these, each in its order. */
const found = (ways: readonly Way[], newest: Newest) =>
  sql.join(
    ways.map((one) => sql`(${one(newest)} order by case_id ${inOrder(newest.order)} ${asFarAsAsked})`),
    sql` union all `,
  )

/**
 * Whether the actor may have to do with anything but by these places: never false where they have. Of what they could see in the place of somebody
 * it asks only whether they stand in for anybody.
 */
export function anythingBeside(actor: Asking, whollyTold: RawBuilder<unknown>): RawBuilder<boolean> {
  const ways = [places(actor, sql`not ${whollyTold}`), ...ownWaysBesidePlaces(actor)]
  const byOwn = sql<boolean>`exists (${found(ways, { upTo: () => sql`` })})`
  return mayDecide(actor) ? sql`(exists (select from ${delegations(actor)}) or ${byOwn})` : byOwn
}

const others = ['commissioner_id', ...caseColumns]
  .filter((column) => column !== 'case_id')
  .map((column) => sql.ref(`b.${column}`))

/**
 * The cases that are found by any of these ways, the newest first unless it is said, as far as they are asked for, and of those what more is asked. Each is looked up by its key (`offset 0` keeps it
 * so): the tenant's cases are never read beside them.
 */
export function newestOf(
  ways: readonly Way[],
  of: Which,
  { after, rows }: PagePlaces,
  { order = 'newest', more = () => sql`` }: { order?: Order; more?: Newest['upTo'] | undefined } = {},
): RawBuilder<Database['budget_case']> {
  const reaches = order === 'newest' ? sql`<=` : sql`>=`
  const upTo = (caseId: string) =>
    sql`${of === 'later' ? sql` and ${sql.ref(caseId)} ${reaches} ${after}::uuid` : sql``}${more(caseId)}`
  return sql`(select o.case_id, ${sql.join(others)}
    from (select distinct u.case_id from (${found(ways, { upTo, rows, order })}) u order by u.case_id ${inOrder(order)} ${asFarAsAsked}) o
    cross join lateral (select * from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = o.case_id offset 0) b)`
}
