import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import type { Marks } from '../platform/prepared.ts'
import type { Capacity } from '../rules/scheme-rules.ts'
import type { Belonging } from './case.ts'

/** Who asks, as the statements are given it. */
export const askerOf = ({ commissionerId, actorId, organisationId }: Actor) => ({
  commissionerId,
  actorId,
  organisationId,
})
export type Asker = ReturnType<typeof askerOf>

export type Sight = 'all' | 'team' | 'team-and-trust' | 'team-and-panel' | 'team-trust-and-panel'

/**
 * The cases that an actor may see: all, for the commissioner's own and its systems; those of their trust for team managers
 * and the multidisciplinary team; those that reached the panel for its members; and always those on whose team they are.
 */
export function sightOf({ machine, roles, organisationId }: Actor): Sight {
  if (machine || roles.includes('commissioner-officer') || roles.includes('auditor')) return 'all'
  const trust = organisationId && roles.some((role) => role === 'team-manager' || role === 'mdt-member')
  const panel = roles.some((role) => role === 'panel-member' || role === 'lived-experience-member')
  if (trust) return panel ? 'team-trust-and-panel' : 'team-and-trust'
  return panel ? 'team-and-panel' : 'team'
}

const columns = [
  'c.case_id',
  'c.person_id',
  'c.scheme_id',
  'c.scheme_version',
  'c.trust_id',
  'c.moment',
  'c.waiting_for',
  'c.tier',
  'c.opened_at',
  'c.ended_at',
  'c.ended_words',
  'c.version',
] as const

export type Place = 'first-page' | 'next-page'

/** A page of the visible cases, newest first. Whoever sees those of their teams alone is led to them by the index by actor. */
export function pageOfVisibleCases(
  db: Reads,
  at: Marks<Asker & { limit: number; after: string | undefined }>,
  sight: Sight,
  place: Place,
) {
  const onTeam = sql<boolean>`exists (select from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${at.actorId} and m.left_at is null)`
  return db
    .selectFrom('budget_case as c')
    .select(columns)
    .select(capacitiesOf(at).as('capacities'))
    .where('c.commissioner_id', '=', at.commissionerId)
    .$if(sight === 'team', (query) =>
      query
        .innerJoin('case_member as on_team', (join) =>
          join
            .onRef('on_team.commissioner_id', '=', 'c.commissioner_id')
            .onRef('on_team.case_id', '=', 'c.case_id')
            .on('on_team.actor_id', '=', at.actorId)
            .on('on_team.left_at', 'is', null),
        )
        .distinctOn('on_team.case_id')
        .orderBy('on_team.case_id', 'desc'),
    )
    .$if(sight !== 'team' && sight !== 'all', (query) => query.where(({ or }) => or([onTeam, ...otherWays(at, sight)])))
    .$if(place === 'next-page', (query) =>
      query.where(sql.ref(sight === 'team' ? 'on_team.case_id' : 'c.case_id'), '<', sql`${at.after}`),
    )
    .orderBy('c.case_id', 'desc')
    .limit(at.limit)
}

/** One visible case: the capacities that are read anyway say whether the actor is on its team. */
export function visibleCase(db: Reads, at: Marks<Asker & { id: string }>, sight: Sight, way: Way) {
  return db
    .selectFrom('budget_case as c')
    .innerJoinLateral(
      // The offset keeps PostgreSQL from asking for them twice.
      db.selectNoFrom(capacitiesOf(at).as('capacities')).offset(sql<number>`0`).as('own'),
      (join) => join.onTrue(),
    )
    .select(columns)
    .select('own.capacities')
    .where('c.commissioner_id', '=', at.commissionerId)
    .where('c.case_id', '=', caseIdOf(at, way === 'itself' ? at.id : { table: way, id: at.id }))
    .$if(sight !== 'all', (query) =>
      query.where(({ or }) => or([sql<boolean>`own.capacities <> '{}'`, ...otherWays(at, sight)])),
    )
}

function otherWays({ organisationId }: Marks<Asker>, sight: Sight): Expression<SqlBool>[] {
  const ways: Expression<SqlBool>[] = []
  if (sight === 'team-and-trust' || sight === 'team-trust-and-panel') ways.push(sql`c.trust_id = ${organisationId}`)
  if (sight === 'team-and-panel' || sight === 'team-trust-and-panel') ways.push(sql`c.tier = 'risk-enablement-panel'`)
  return ways
}

/** The capacities of the actor on the case `c`. */
export function capacitiesOf({ actorId }: Marks<Asker>) {
  return sql<Capacity[]>`array(select m.capacity from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${actorId} and m.left_at is null)`
}

export type Way = 'itself' | Belonging['table']
export const wayOf = (of: string | Belonging): Way => (typeof of === 'string' ? 'itself' : of.table)
export const idOf = (of: string | Belonging) => (typeof of === 'string' ? of : of.id)

type Value<T> = T | RawBuilder<T>

/** The identifier of a case: given, or found by something that belongs to it, in the same statement. */
export function caseIdOf(
  at: { commissionerId: Value<string> },
  of: Value<string> | { table: Belonging['table']; id: Value<string> },
) {
  if (typeof of !== 'object' || !('table' in of)) return sql<string>`${of}::uuid`
  return sql<string>`(select b.case_id from ${sql.table(of.table)} b
    where b.commissioner_id = ${at.commissionerId} and ${sql.ref(`b.${of.table}_id`)} = ${of.id})`
}
