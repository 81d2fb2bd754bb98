import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Asking } from '../platform/access/asking.ts'
import { theTenant } from '../platform/database/slots.ts'
import { generalHolders, namedFor } from '../rules/access/holders.ts'
import type { OpeningTask } from '../rules/access/openings.ts'
import { handsOver, opens, opensAfterEnd } from '../rules/access/opens.ts'
import { daysToHandOver, type Ground } from '../rules/access/sight.ts'
import { type View, viewsLeftOut } from '../rules/access/views.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'

type Condition = RawBuilder<SqlBool>

/** The grounds that a place on the team gives, each with the role that it is held in. */
const roleByGround = {
  own: 'person',
  'acts-for': 'representative',
  'acts-for-welfare': 'representative',
  'acts-for-property': 'representative',
  'speaks-for': 'advocate',
  team: 'care-coordinator',
  brokerage: 'broker',
} as const satisfies Partial<Readonly<Record<Ground, CaseRole>>>
export type PlaceGround = keyof typeof roleByGround
const placeGrounds = Object.keys(roleByGround) as readonly PlaceGround[]
/** The grounds on which somebody acts for the person. */
export const groundsOfRepresentatives = placeGrounds.filter((ground) => roleByGround[ground] === 'representative')

/** The roles in which these grounds are held. */
export const rolesOf = (held: readonly PlaceGround[]): CaseRole[] => [...new Set(held.map((one) => roleByGround[one]))]

/**
 * The ground that the place `m` gives. A representative whom the person chose acts in all; one on a legal ground, in what that is about. A
 * best-interests decision is about care (Mental Capacity Act 2005, section 5) and reaches to no property.
 */
export const groundOfPlace = sql<PlaceGround>`case m.case_role::text ${sql.join(
  placeGrounds
    .filter((ground) => roleByGround[ground] !== 'representative')
    .map((ground) => sql`when ${sql.lit(roleByGround[ground])} then ${sql.lit(ground)}`),
  sql` `,
)} else coalesce((select case when r.for_welfare and r.for_property and r.basis <> 'best-interests' then 'acts-for'
    when r.for_property and not r.for_welfare then 'acts-for-property' else 'acts-for-welfare' end
  from representation r where r.commissioner_id = ${theTenant} and r.case_member_id = m.case_member_id), 'acts-for') end`

/** That the place `m` gives one of these grounds. How far a legal ground reaches is looked up only where it matters. */
export function gives(wanted: readonly PlaceGround[]): Condition {
  const acting = groundsOfRepresentatives.filter((ground) => wanted.includes(ground))
  const byRole = sql<SqlBool>`m.case_role::text = any(${rolesOf(wanted)}::text[])`
  if (acting.length === 0 || acting.length === groundsOfRepresentatives.length) return byRole
  return sql`(${byRole} and ${groundOfPlace} = any(${[...wanted]}::text[]))`
}

/** The places that are held with a sign-in of the organisation that sent somebody, and in the role that it gave them. */
const placesOfStaff: readonly CaseRole[] = ['care-coordinator', 'broker']
const heldBy = ({ roles, hearsForStaff }: Pick<Asking, 'roles' | 'hearsForStaff'>, wanted: readonly PlaceGround[]) =>
  wanted.filter((ground) => {
    const role = roleByGround[ground]
    if (hearsForStaff) return role === 'broker'
    return !placesOfStaff.includes(role) || roles.some((one) => one === role)
  })

/** What is asked for is opened by the ground. The service itself asks for nothing in particular. */
export const opensFor = ({ view, writes }: Pick<Asking, 'view' | 'writes'>, ground: Ground): boolean =>
  view === null ? ground === 'service' : opens(ground, view, writes)

/** That the case `c` has not ended, or not so long ago that it is handed over. An appeal is seen through by those who know the case. */
export const notHandedOver: Condition = sql`(c.ended_at is null or c.ended_at > current_instant() - make_interval(days => ${sql.lit(daysToHandOver)})
  or exists (select from appeal a where a.commissioner_id = ${theTenant} and a.case_id = c.case_id and a.ended_at is null offset 0))`

/** That the end of the case `c` leaves the place `m` what is asked for. */
function outlivesEnd({ view }: Asking): Condition {
  const always = placeGrounds.filter((ground) => opensAfterEnd(ground, view))
  const awhile = placeGrounds.filter((ground) => handsOver(ground) && !always.includes(ground))
  return sql`(c.ended_at is null or ${gives(always)} or ${gives(awhile)} and ${notHandedOver})`
}

/**
 * That the place `m` on the case `c` gives what it was given for. A place that somebody was sent to needs a sign-in of the organisation that
 * sent them. A broker's ends with what it stands on, the consent for brokerage or sharing without it. What is left after the end of the case is
 * in the table of sights.
 */
function placeHolds(actor: Asking): Condition {
  return sql`place_holds(m.left_at, m.until_on) and case when m.organisation_id is null then m.case_role::text <> all(${placesOfStaff}::text[])
    when m.organisation_id <> ${actor.organisationId}::uuid then false when ${actor.organisationId}::uuid is null then false
    else true end and ${outlivesEnd(actor)}`
}

/**
 * Whose the place `m` on the case `c` is: the actor's, or of any broker whom their organisation sent, where they hear for all of those. A restricted
 * record is kept to the brokers themselves.
 */
const isTheirs = ({ actorId, organisationId, hearsForStaff }: Asking): Condition =>
  hearsForStaff
    ? sql`m.organisation_id = ${organisationId}::uuid and m.case_role = 'broker' and ${notRestricted}`
    : sql`m.actor_id = ${actorId}`

/** The places `m` of the case `c` that count for the actor, of these grounds: held in a role that they have, and not over. No place counts otherwise. */
const placesThatCount = (actor: Asking, wanted: readonly PlaceGround[] = placeGrounds) =>
  sql`from case_member m where m.commissioner_id = ${theTenant} and m.case_id = c.case_id and ${isTheirs(actor)}
    and m.left_at is null and ${gives(heldBy(actor, wanted))} and ${placeHolds(actor)}`

/** That the person of the case `c` signs in. Where they do not, what waits for them waits for those who act for them. */
export const personSignsIn = sql<boolean>`exists (select from case_member p where p.commissioner_id = ${theTenant} and p.case_id = c.case_id
  and p.case_role = 'person' and place_holds(p.left_at, p.until_on) offset 0)`

/** The grounds that the actor has on the case `c` by a place. */
export const placesOn = (actor: Asking): RawBuilder<PlaceGround[]> =>
  sql`array(select ${groundOfPlace} ${placesThatCount(actor)})`

/** The grounds of a place that open what is asked for, of those that the actor can hold. A system has no place of its own on a team. */
function openingPlaces(actor: Asking): readonly PlaceGround[] {
  return actor.machine && !actor.hearsForStaff
    ? []
    : heldBy(actor, placeGrounds).filter((ground) => opensFor(actor, ground))
}

export function onTeam(actor: Asking): Condition | undefined {
  const opening = openingPlaces(actor)
  return opening.length === 0 ? undefined : sql`exists (select ${placesThatCount(actor, opening)} offset 0)`
}

/** The same where the places were looked up already, as `t.places`: they are not looked up twice. */
export function amongPlaces(actor: Asking): Condition | undefined {
  const opening = openingPlaces(actor)
  return opening.length === 0 ? undefined : oneOfPlaces(opening)
}

const oneOfPlaces = (wanted: readonly PlaceGround[]): Condition => sql`t.places && ${[...wanted]}::text[]`

/** The places whose holders are told all of an answer that they may ask for: to know their other grounds would change nothing. */
const fullPlaces = placeGrounds.filter((ground) => viewsLeftOut.every((view: View) => opens(ground, view, false)))

/** Whether the actor can see a case by such a place alone, as most who ask for it do. */
export function mayStandFully(actor: Pick<Asking, 'machine' | 'roles' | 'view' | 'writes'>): boolean {
  return (
    !actor.machine && fullPlaces.some((ground) => actor.roles.includes(roleByGround[ground]) && opensFor(actor, ground))
  )
}

const openingFully = (actor: Asking) => heldBy(actor, fullPlaces).filter((ground) => opensFor(actor, ground))

/** That the place `m` is such a one, whether or not it is over, by its role alone: of representatives only where each of their grounds is. */
export function isFullPlace(actor: Asking): Condition {
  const opening = openingFully(actor)
  const isWhole = (role: CaseRole) => placeGrounds.every((one) => roleByGround[one] !== role || opening.includes(one))
  return sql`m.case_role::text = any(${rolesOf(opening).filter(isWhole)}::text[])`
}

/** That such a place, which opens what is asked for, is one of `t.places`. */
export const standsFully = (actor: Asking): Condition => oneOfPlaces(openingFully(actor))

/** Whether somebody can be named for a task on a restricted record: who would do it by a role that a restriction takes the sight from. */
export const canBeNamed = ({ machine, roles }: Pick<Asking, 'machine' | 'roles'>, task: OpeningTask): boolean =>
  !machine && namedFor[task].some((role) => roles.includes(role))

/** That nobody keeps others out of the record of the person of the case `c`. */
export const notRestricted = sql<boolean>`not exists (select from record_restriction x where x.commissioner_id = ${theTenant}
  and x.person_id = c.person_id and x.lifted_at is null offset 0)`

/** That the restricted record of a person is opened today for these tasks: to the actor, or to anybody where none is given. */
export const isOpened = (
  personId: RawBuilder<unknown>,
  tasks: readonly OpeningTask[],
  actor?: Pick<Asking, 'actorId'>,
): RawBuilder<boolean> =>
  sql`exists (select from record_opening o where o.commissioner_id = ${theTenant} and o.person_id = ${personId}
    and o.ended_at is null and o.until_on >= current_day() ${actor ? sql`and o.actor_id = ${actor.actorId}` : sql``}
    and o.task::text = any(${[...tasks]}::text[]) offset 0)`

/**
 * Who is waited for by the wait `w` on the case `c`: the privacy officer, who names somebody, where it is a role from which the record is kept, and
 * nobody has been named.
 */
export const waitedFor = sql<string>`case when w.party = any(${[...generalHolders]}::text[]) and not ${notRestricted}
  and not ${isOpened(sql`c.person_id`, ['decide'])} then 'privacy-officer' else w.party end`
