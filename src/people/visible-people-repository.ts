import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { groundOfEverybody, maySee, maySeeByWork, otherGrounds } from '../case-access/grounds-repository.ts'
import { canBeNamed, isOpened, opensFor, placesOn } from '../case-access/places-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { type Asking, asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { isStaffRole } from '../role-organisations.ts'
import type { Ground } from '../rules/access/sight.ts'

/**
 * That the actor registered the person, by their work or as a system of the same trust, and nobody works with them yet: once there is a case, its
 * team has to do with them.
 */
export function isRegistrar(actor: Asking) {
  if (!opensFor(actor, 'registered') || !(actor.machine || actor.roles.some(isStaffRole))) return sql<boolean>`false`
  const registered = actor.machine
    ? sql`person.registered_for = ${actor.organisationId}::uuid`
    : sql`person.registered_by = ${actor.actorId}`
  return sql<boolean>`(${registered} and not exists (select from budget_case b
    where b.commissioner_id = ${actor.commissionerId} and b.person_id = person.person_id offset 0))`
}

/** That the actor signs in as the person. */
export const isOwn = (actor: Asking) =>
  sql<boolean>`exists (select from sign_in s where s.commissioner_id = ${theTenant} and s.person_id = person.person_id
    and s.subject = ${actor.actorId} and s.ended_at is null offset 0)`

/** That the person's record is restricted, and opened to the actor to say who they are. */
export const isNamed = (actor: Asking): RawBuilder<boolean> =>
  canBeNamed(actor, 'identity') && opensFor(actor, 'named-for-identity')
    ? isOpened(sql`person.person_id`, ['identity'], actor)
    : sql<boolean>`false`

/** That a case opens the person's details. Asked of each person who is named (`offset 0` keeps it so): not of every case of the tenant at once. */
const openedByCase = (actor: Asking, may = maySee(actor)) =>
  sql<SqlBool>`exists (select from budget_case c where c.commissioner_id = ${actor.commissionerId} and c.person_id = person.person_id
    and ${may} offset 0)`

/** That nobody keeps others out of the person's record, or out of the one that it was joined into. */
export const notRestricted = sql<SqlBool>`not exists (select from record_restriction x where x.commissioner_id = ${theTenant}
  and x.person_id in (person.person_id, person.joined_into) and x.lifted_at is null offset 0)`

const everyPerson: RawBuilder<Database['person']> = sql.table('person')

/**
 * Those people whose details the actor may see: themselves, those whom they registered before there was a case (a trust's system: those of
 * the trust), everybody for the commissioner's own, and whose case opens them. Who may see a person has to do with them, and can open a case
 * for them. Who asks names the people: there is no list of everybody. What nobody is named for goes `by-work`: without those whom the actor sees
 * only as they see everybody.
 */
export function visiblePeople(reads: Reads, actor: Asking, of = everyPerson, how: 'any' | 'by-work' = 'any') {
  const people = reads
    .selectFrom(of.as('person'))
    .selectAll('person')
    .where('person.commissioner_id', '=', actor.commissionerId)
  const everybody = how === 'by-work' ? undefined : groundOfEverybody(actor)
  if (everybody?.evenRestricted) return people
  return people.where((eb) =>
    eb.or([
      ...(everybody ? [notRestricted] : []),
      ...(actor.machine ? [] : [isOwn(actor)]),
      isRegistrar(actor),
      isNamed(actor),
      openedByCase(actor, how === 'by-work' ? maySeeByWork(actor) : undefined),
    ]),
  )
}

/** On what grounds a case of the person opens their details. */
export const groundsByCase = (actor: Asking) =>
  sql<{
    places: Ground[]
    others: Ground[]
  } | null>`(select json_build_object('places', ${placesOn(actor)}, 'others', ${otherGrounds(actor)})
    from budget_case c where c.commissioner_id = ${theTenant} and c.person_id = person.person_id and ${maySee(actor)}
    order by c.case_id desc limit 1)`.as('byCase')

/** With on what grounds the actor sees each of the people. */
export const peopleOnGrounds = (
  reads: Reads,
  actor: Asking,
  of?: Parameters<typeof visiblePeople>[2],
  how?: Parameters<typeof visiblePeople>[3],
) =>
  visiblePeople(reads, actor, of, how).select([
    groundsByCase(actor),
    isOwn(actor).as('own'),
    isRegistrar(actor).as('registered'),
    isNamed(actor).as('named'),
  ])

interface OnGrounds {
  readonly byCase: { readonly places: Ground[]; readonly others: Ground[] } | null
  readonly own: boolean
  readonly registered: boolean
  readonly named: boolean
}

/** The grounds of a row of `peopleOnGrounds`. */
export function groundsHeld(actor: Actor, { byCase, own, registered, named }: OnGrounds): Ground[] {
  const { places = [], others = [] } = byCase ?? {}
  const everybody = groundOfEverybody(asking(actor))?.ground
  const held: Ground[] = [...(own ? (['own'] as const) : []), ...places, ...others]
  if (named) held.push('named-for-identity')
  if (everybody) held.push(everybody)
  if (registered) held.push('registered')
  return held
}
