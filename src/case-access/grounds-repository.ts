import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import { type Asking, asking } from '../platform/access/asking.ts'
import { theTenant } from '../platform/database/slots.ts'
import { decidedOn } from '../rules/access/decided-on.ts'
import { generalHolders } from '../rules/access/holders.ts'
import { isGeneral, opensAfterEnd } from '../rules/access/opens.ts'
import { type Ground, groundNames } from '../rules/access/sight.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { canBeNamed, isOpened, notRestricted, onTeam, opensFor } from './places-repository.ts'

type Condition = RawBuilder<SqlBool>

/** That the case `c` has not ended, or the ground opens what is asked for all the same. */
const notOver = ({ view }: Asking, ground: Ground): Condition =>
  sql`(c.ended_at is null or ${opensAfterEnd(ground, view)})`

/** Those who sit at a tier and belong neither to the trust nor to the commissioner's own: they see a case while it is their turn. */
const invited: readonly TierHolder[] = ['panel-member', 'lived-experience-member', 'local-authority-officer']

const mayDecide = ({ machine, permissions }: Asking) => !machine && permissions.has('plan:decide')

const always = sql<SqlBool>`true`
/**
 * That nobody said that the referral on which the case `c` was opened was none, as could be where it was opened before that was answered: its trust
 * has nothing to do with it then. What is looked up for each
 * row has `offset 0`, else the planner may read all of the tenant's at once instead.
 */
const notDenied = sql<SqlBool>`not exists (select from referral r where r.commissioner_id = ${theTenant}
  and r.case_id = c.case_id and r.outcome = 'denied' offset 0)`
const atTrust = ({ organisationId }: Asking): Condition => sql`(c.trust_id = ${organisationId}::uuid and ${notDenied})`

const enrolled = sql`scheme_council k where k.commissioner_id = ${theTenant} and k.scheme_id = c.scheme_id and k.ended_at is null`
/** That a seat of a council on the case `c` is of the actor's: it is of the councils that are enrolled in its scheme, and where none is nobody's. */
const seatedFor = ({ organisationId }: Asking): Condition =>
  sql`exists (select from ${enrolled} and k.organisation_id = ${organisationId}::uuid offset 0)`
/** The same of the holder in whose place the delegation `d` is. */
const holderSeated = sql`exists (select from staff_identity i
  join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
  join scheme_council k on k.commissioner_id = ${theTenant} and k.organisation_id = s.organisation_id and k.scheme_id = c.scheme_id and k.ended_at is null
  where i.commissioner_id = ${theTenant} and i.actor_id = d.holder_id and i.confirmed_at is not null offset 0)`

/** The condition by which the actor sees the case `c` on a ground that needs no place on its team; none where they cannot have it. */
const conditions: Partial<Readonly<Record<Ground, (actor: Asking) => Condition | undefined>>> = {
  seat(actor) {
    const seats = invited.filter((role) => actor.roles.includes(role))
    if (seats.length === 0) return undefined
    return sql`exists (select from case_wait w where w.commissioner_id = ${theTenant} and w.case_id = c.case_id
      and w.party = any(${seats}::text[]) and ${actor.actorId} <> all(w.not_by)
      and (w.party <> 'local-authority-officer' or ${seatedFor(actor)}) offset 0)`
  },
  'coordinates-brokers': (actor) => (coordinatesBrokers(actor) ? sharedForBrokerage(actor) : undefined),
  'takes-over': (actor) => (actor.machine ? undefined : takesOver(actor)),
  delegation: (actor) => (mayDecide(actor) ? standsIn(actor) : undefined),
  decided: (actor) => (mayDecide(actor) ? decidedBy(actor) : undefined),
  trust: (actor) =>
    !actor.machine && actor.organisationId !== null && actor.roles.some((role) => managing.includes(role))
      ? atTrust(actor)
      : undefined,
  'trust-system': (actor) =>
    actor.machine && !actor.ofCommissioner && actor.organisationId !== null ? atTrust(actor) : undefined,
  pool: (actor) =>
    paysInto(actor)
      ? sql`(exists (select from scheme_council k where k.commissioner_id = ${theTenant} and k.scheme_id = c.scheme_id
          and k.organisation_id = ${actor.organisationId}::uuid and k.ended_at is null and k.pays offset 0) and ${notOver(actor, 'pool')})`
      : undefined,
  commissioner: ({ roles }) => (roles.includes('commissioner-officer') ? always : undefined),
  'own-system': (actor) => (isOwnSystem(actor) && actor.view !== null ? always : undefined),
  audit: ({ roles }) => (roles.includes('auditor') ? always : undefined),
  finance: ({ roles }) => (roles.includes('finance-officer') ? always : undefined),
  privacy: (actor) => (isPrivacyOfficer(actor) ? always : undefined),
  'named-to-decide': (actor) =>
    canBeNamed(actor, 'decide') ? isOpened(sql`c.person_id`, ['decide'], actor) : undefined,
  'named-for-identity': (actor) =>
    canBeNamed(actor, 'identity') ? isOpened(sql`c.person_id`, ['identity'], actor) : undefined,
  'named-to-pay': (actor) => (canBeNamed(actor, 'pay') ? isOpened(sql`c.person_id`, ['pay'], actor) : undefined),
  'break-glass': (actor) =>
    !actor.machine && actor.permissions.has('access:break-glass')
      ? sql`exists (select from break_glass g where g.commissioner_id = ${theTenant} and g.case_id = c.case_id
          and g.actor_id = ${actor.actorId} and g.until_at > current_instant() offset 0)`
      : undefined,
  'crisis-team': (actor) => (isCrisisTeam(actor) ? lookedInCrisis(actor) : undefined),
  practice: (actor) => (isOfPractice(actor) ? askedOfPractice(actor) : undefined),
  provider: (actor) => (isOfProvider(actor) ? givenOrPaid(actor) : undefined),
  service: (actor) => (isOwnSystem(actor) && actor.view === null ? always : undefined),
}
/** Whether the actor is an officer of a council, which may pay into a scheme. */
export const paysInto = ({
  organisationId,
  roles,
}: Pick<Asking, 'roles'> & { readonly organisationId: unknown }): boolean =>
  organisationId !== null && roles.includes('local-authority-officer')
/** That the actor takes over for the person today, with a sign-in of the organisation that the person named, where they named one. */
const takesOver = ({ actorId, organisationId }: Asking): Condition =>
  sql`exists (select from take_over t where t.commissioner_id = ${theTenant} and t.case_id = c.case_id and t.actor_id = ${actorId}
    and t.ended_at is null and t.until_on >= current_day() and (t.organisation_id is null or t.organisation_id = ${organisationId}::uuid) offset 0)`
const isCrisisTeam = (actor: Asking) =>
  !actor.machine && actor.organisationId !== null && actor.roles.includes('crisis-team')
/** That the case `c` is one that a crisis team of the actor's trust can look at: under way, with their trust, and kept from nobody. */
export const reachedInCrisis = (actor: Asking): Condition =>
  sql`(${atTrust(actor)} and ${notOver(actor, 'crisis-team')} and ${notRestricted})`
/** That the actor named a ground to look, and the hour is not over. */
const lookedInCrisis = (actor: Asking): Condition =>
  sql`(${atTrust(actor)} and ${notOver(actor, 'crisis-team')} and exists (select from crisis_look l where l.commissioner_id = ${theTenant}
    and l.person_id = c.person_id and l.actor_id = ${actor.actorId} and l.until_at > current_instant() offset 0))`
const isOfPractice = ({ machine, hearsForStaff, organisationId, roles }: Asking) =>
  (!machine || hearsForStaff) && organisationId !== null && roles.includes('gp')
const sharedWith = sql`o.commissioner_id = ${theTenant} and o.person_id = c.person_id and o.organisation_id = h.organisation_id
  and o.purpose::text = 'share-for-assessment'`
/** That a practice is asked about the health need of the case `c` that stands, and what is shared with it for that still is. */
export const isAskedPractice = (
  organisationId: RawBuilder<unknown>,
) => sql`exists (select from health_need h where h.commissioner_id = ${theTenant} and h.case_id = c.case_id
    and h.organisation_id = ${organisationId} and h.status::text not in ('replaced', 'withdrawn')
    and (exists (select from consent o where ${sharedWith} and o.withdrawn_at is null and o.lapsed_at is null and coalesce(o.until_on >= current_day(), true) offset 0)
      or exists (select from sharing_without_consent o where ${sharedWith} and o.ended_at is null and o.until_on >= current_day() offset 0)) offset 0)`
const askedOfPractice = (actor: Asking): Condition =>
  sql`(${notOver(actor, 'practice')} and ${isAskedPractice(sql`${actor.organisationId}::uuid`)})`
export const isOfProvider = ({ machine, ofCommissioner, organisationId, roles }: Asking) =>
  organisationId !== null && !ofCommissioner && (machine || roles.includes('provider-officer'))
/** That the actor's organisation gives a line of the case `c`, or is, or is to be, paid on it. */
const givenOrPaid = (actor: Asking): Condition => {
  const own = sql`(select o.payee_id from payee o where o.commissioner_id = ${theTenant} and o.organisation_id = ${actor.organisationId}::uuid)`
  const on = (table: string) =>
    sql`exists (select from ${sql.table(table)} x where x.commissioner_id = ${theTenant} and x.case_id = c.case_id and x.payee_id in ${own} offset 0)`
  return sql`(${notOver(actor, 'provider')} and (${on('line_provider')} or ${on('payment')} or ${on('purchase')}))`
}
const coordinatesBrokers = ({ machine, organisationId, roles }: Asking) =>
  !machine && organisationId !== null && roles.includes('brokerage-coordinator')
/** That the person of the case `c` shares with the actor's organisation for brokerage, or it is shared without their consent. */
const sharedForBrokerage = (actor: Asking): Condition => {
  const shared = sql`o.commissioner_id = ${theTenant} and o.person_id = c.person_id
    and o.organisation_id = ${actor.organisationId}::uuid and o.purpose::text = 'share-for-brokerage'`
  return sql`(${notOver(actor, 'coordinates-brokers')} and (exists (select from consent o where ${shared} and o.withdrawn_at is null
      and o.lapsed_at is null and coalesce(o.until_on >= current_day(), true) offset 0)
    or exists (select from sharing_without_consent o where ${shared} and o.ended_at is null and o.until_on >= current_day() offset 0)))`
}
const isPrivacyOfficer = (actor: Asking) => actor.roles.includes('privacy-officer') || isOwnSystem(actor)
const managing: readonly Asking['roles'][number][] = ['team-manager', 'mdt-member']

function conditionOf(actor: Asking, ground: Ground): Condition | undefined {
  const condition = conditions[ground]?.(actor)
  if (condition === undefined || !isGeneral(ground)) return condition
  return condition === always ? notRestricted : sql`(${condition} and ${notRestricted})`
}

/** That the actor may see of the case `c` what they ask for: by a place, for which there is a condition already, or on any other ground. */
export function maySee(actor: Asking, team = onTeam(actor)): Condition {
  const ways = waysOf(actor, groundNames)
  return ways.includes(always) ? always : anyOf(ways, team)
}

/** The same without the grounds on which the actor sees the case of everybody. */
export const maySeeByWork = (actor: Asking): Condition =>
  anyOf(
    waysOf(
      actor,
      groundNames.filter((ground) => conditions[ground]?.(actor) !== always),
    ),
    onTeam(actor),
  )

const waysOf = (actor: Asking, grounds: readonly Ground[]): Condition[] =>
  grounds
    .filter((ground) => opensFor(actor, ground))
    .map((ground) => conditionOf(actor, ground))
    .filter((way) => way !== undefined)

function anyOf(ways: readonly Condition[], team: Condition | undefined): Condition {
  const all = [...(team ? [team] : []), ...ways]
  return all.length === 0 ? sql`false` : sql`(${sql.join(all, sql` or `)})`
}

/** The grounds on which somebody like the actor can see anything of a case without a place on its team; which case, each row is asked. */
export function groundsBesidePlaces(actor: Actor): Ground[] {
  const asked = asking({ ...actor, view: 'summary' })
  return groundNames.filter((ground) => conditions[ground]?.(asked) !== undefined)
}

/** The grounds on which the actor sees of every person what they ask for, whether or not there is a case. */
export function groundOfEverybody(
  actor: Asking,
): { readonly ground: Ground; readonly evenRestricted: boolean } | undefined {
  const ground = groundNames.find((one) => opensFor(actor, one) && conditions[one]?.(actor) === always)
  return ground && { ground, evenRestricted: !isGeneral(ground) }
}

/** On what grounds, besides a place on its team, the actor sees anything of the case `c`. */
export function otherGrounds(actor: Asking): RawBuilder<Ground[]> {
  const held = groundNames.flatMap((ground) => {
    const condition = conditionOf(actor, ground)
    return condition ? [sql`case when ${condition} then ${sql.lit(ground)} end`] : []
  })
  return held.length === 0 ? sql`array[]::text[]` : sql`array_remove(array[${sql.join(held)}]::text[], null)`
}

/**
 * That the actor answers for a decision on the case `c`, or for a vote on the text that stands: for what it was about, and until nobody can
 * appeal against it any more and no appeal against it is open.
 */
function decidedBy(actor: Asking): Condition {
  const { view } = actor
  const subjects = Object.entries(decidedOn)
    .filter(([, views]) => view === null || (views as readonly string[]).includes(view))
    .map(([subject]) => subject)
  const open = sql`(coalesce(d.appeal_by, (d.decided_at + interval '90 days')::date) >= current_day() or exists (select from appeal a where a.commissioner_id = ${theTenant}
    and a.decision_id = d.decision_id and a.ended_at is null offset 0))`
  const ways = [
    sql`exists (select from decision d where d.commissioner_id = ${theTenant} and d.case_id = c.case_id
      and d.decided_by = ${actor.actorId} and d.subject::text = any(${subjects}::text[]) and ${open} offset 0)`,
  ]
  if (subjects.includes('support-plan'))
    ways.push(sql`exists (select from support_plan p
      join vote v on v.commissioner_id = ${theTenant} and v.support_plan_id = p.support_plan_id and v.plan_version = p.submitted_version
      where p.commissioner_id = ${theTenant} and p.case_id = c.case_id and v.actor_id = ${actor.actorId}
      and not exists (select from decision d where d.commissioner_id = ${theTenant} and d.case_id = p.case_id
        and d.subject_id = p.support_plan_id and d.subject_version = p.submitted_version and not ${open} offset 0) offset 0)`)
  return sql`(${sql.join(ways, sql` or `)})`
}

/**
 * The delegations `d` of the actor that hold today and reach the case `c`: for its care coordinator; for a manager or an MDT member of
 * its trust, within the trust; and for any other role while the case waits for it. A restricted record is open to a delegate where it is open
 * to the holder.
 */
function reaching(actor: Asking) {
  return sql`delegation d where d.commissioner_id = ${theTenant} and d.delegate_id = ${actor.actorId}
    and d.ended_at is null and d.until_on >= current_day() and d.from_on <= current_day()
    and (d.organisation_id is null or d.organisation_id = c.trust_id and d.organisation_id = ${actor.organisationId}::uuid)
    and (d.tier_role::text <> all(${generalHolders}::text[]) or ${notRestricted})
    and (d.organisation_id is null or ${notDenied})
    and (d.tier_role::text <> 'local-authority-officer' or ${holderSeated})
    and case when d.tier_role = 'care-coordinator' then exists (select from case_member h
        where h.commissioner_id = ${theTenant} and h.case_id = c.case_id and h.actor_id = d.holder_id
          and h.case_role::text = d.tier_role::text and h.left_at is null and place_holds(h.left_at, h.until_on) offset 0)
      when d.tier_role in ('team-manager', 'mdt-member') then true
      else exists (select from case_wait w where w.commissioner_id = ${theTenant} and w.case_id = c.case_id
        and w.party = d.tier_role::text and w.subject not in ('appeal', 'letter') offset 0) end`
}

/** Whether the actor stands in today for somebody who sees the case `c`. */
function standsIn(actor: Asking): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from ${reaching(actor)} offset 0)`
}

/** In whose place the actor is waited for by the wait `w` on the case `c` today; null where in nobody's. An appeal is heard in person, and how the person can be reached is told to no delegate. */
export function holderWaitedFor(actor: Asking): RawBuilder<{ tierRole: string; holderName: string } | null> {
  return sql`(select json_build_object('tierRole', d.tier_role, 'holderName', d.holder_name) from ${reaching(actor)}
    and d.tier_role::text = w.party and w.subject not in ('appeal', 'letter') order by d.delegation_id limit 1)`
}
