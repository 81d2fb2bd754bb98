import { type Expression, type Selectable, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import type { Case, CaseWait } from './case.ts'
import { standsIn } from './standing-in-repository.ts'

/** The roles of the actor on the case `c`, in the row that is read anyway. */
function caseRolesOf(actor: Actor) {
  return sql<CaseRole[]>`array(select m.case_role::text from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${actor.actorId} and m.left_at is null)`.as(
    'caseRoles',
  )
}

/** Who is waited for on the case `c`, in the row that is read anyway. */
const waitsOfCase = sql<
  CaseWait[]
>`coalesce((select json_agg(json_build_object('subject', w.subject, 'subjectId', w.subject_id,
    'party', w.party, 'step', w.step, 'tier', w.tier, 'since', w.since,
    'clock', case when w.clock_kind is null then null else json_build_object('kind', w.clock_kind, 'subjectId', w.clock_subject_id) end) order by w.place)
  from case_wait w where w.commissioner_id = c.commissioner_id and w.case_id = c.case_id), '[]')`.as('waits')

/** Whoever decided on a case can go on reading what they decided, and whoever voted on the text that stands what they voted on. */
function decidedBy(actor: Actor) {
  return sql<SqlBool>`(exists (select from decision d where d.commissioner_id = c.commissioner_id and d.case_id = c.case_id
    and d.decided_by = ${actor.actorId}) or exists (select from support_plan p
    join vote v on v.commissioner_id = p.commissioner_id and v.support_plan_id = p.support_plan_id and v.plan_version = p.submitted_version
    where p.commissioner_id = c.commissioner_id and p.case_id = c.case_id and v.actor_id = ${actor.actorId}))`
}

/** Those who sit at a tier and belong neither to the trust nor to the commissioner's own: they see a case while it is their turn. */
const invited: readonly TierHolder[] = ['panel-member', 'lived-experience-member', 'local-authority-officer']

/** Whoever sees every case of the commissioner. */
export const seesAll = (actor: Actor) =>
  isOwnSystem(actor) || actor.roles.includes('commissioner-officer') || actor.roles.includes('auditor')
/** Whoever sees every case of their trust. */
export const ofTrust = ({ machine, organisationId, roles }: Actor) =>
  organisationId !== null && (machine || roles.some((role) => role === 'team-manager' || role === 'mdt-member'))

/**
 * The cases that the actor may see: all, for the commissioner's own and its systems; those of their trust for team managers,
 * the multidisciplinary team and the trust's own systems, which see no others; those that wait for them, for members of a panel and the
 * council, at whatever tier or for whatever appeal; and always those on whose team they are. A delegate sees the cases of whom they stand in for, while that lasts.
 */
export function visibleCases(reads: Reads, actor: Actor) {
  const cases = reads
    .selectFrom('budget_case as c')
    .select([
      'c.case_id',
      'c.person_id',
      'c.scheme_id',
      'c.scheme_version',
      'c.trust_id',
      'c.step',
      'c.ending',
      'c.opened_at',
      'c.ended_at',
      'c.ended_words',
      'c.version',
    ])
    .select([caseRolesOf(actor), waitsOfCase])
    .where('c.commissioner_id', '=', actor.commissionerId)
  if (seesAll(actor)) return cases
  if (actor.machine) return cases.where('c.trust_id', '=', actor.organisationId)
  return cases.where((eb) => {
    const ways: Expression<SqlBool>[] = [
      ...(ofTrust(actor) ? [eb('c.trust_id', '=', actor.organisationId)] : []),
      eb.exists(
        eb
          .selectFrom('case_member as m')
          .select('m.case_id')
          .whereRef('m.commissioner_id', '=', 'c.commissioner_id')
          .whereRef('m.case_id', '=', 'c.case_id')
          .where('m.actor_id', '=', actor.actorId)
          .where('m.left_at', 'is', null),
      ),
    ]
    const seats = invited.filter((role) => actor.roles.includes(role))
    if (seats.length > 0)
      ways.push(sql<SqlBool>`exists (select from case_wait w where w.commissioner_id = c.commissioner_id and w.case_id = c.case_id
        and w.party = any(${seats}::text[]) and ${actor.actorId} <> all(w.not_by))`)
    if (actor.permissions.has('plan:decide')) ways.push(standsIn(actor), decidedBy(actor))
    return eb.or(ways)
  })
}

export type CaseRow = Omit<Selectable<Database['budget_case']>, 'commissioner_id'> & {
  caseRoles: CaseRole[]
  waits: CaseWait[]
}

export const toCase = (row: CaseRow): Case => ({
  id: row.case_id,
  personId: row.person_id,
  schemeId: row.scheme_id,
  schemeVersion: row.scheme_version,
  trustId: row.trust_id,
  step: row.step as CaseStep,
  waits: row.waits,
  ending: row.ending as Ending | null,
  openedAt: row.opened_at,
  endedAt: row.ended_at,
  endedWords: row.ended_words,
  version: row.version,
  caseRoles: row.caseRoles,
})
