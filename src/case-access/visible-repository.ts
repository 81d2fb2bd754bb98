import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Ground } from '../rules/access/sight.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { Case, CaseWait } from './case.ts'
import { groundsOfRoles, maySee, otherGrounds, rolesOn } from './grounds-repository.ts'

/** Who is waited for on the case `c`, in the row that is read anyway. */
const waitsOfCase = sql<
  CaseWait[]
>`coalesce((select json_agg(json_build_object('subject', w.subject, 'subjectId', w.subject_id,
    'party', w.party, 'step', w.step, 'tier', w.tier, 'since', w.since,
    'clock', case when w.clock_kind is null then null else json_build_object('kind', w.clock_kind, 'subjectId', w.clock_subject_id) end) order by w.place)
  from case_wait w where w.commissioner_id = c.commissioner_id and w.case_id = c.case_id), '[]')`.as('waits')

/** Whoever sees every case of the commissioner. */
export const seesAll = (actor: Actor) =>
  isOwnSystem(actor) || actor.roles.includes('commissioner-officer') || actor.roles.includes('auditor')
/** Whoever sees every case of their trust. */
export const ofTrust = ({ machine, organisationId, roles }: Actor) =>
  organisationId !== null && (machine || roles.some((role) => role === 'team-manager' || role === 'mdt-member'))

/** The cases of which the actor may see what they ask for, on a ground that the table of sights has (`rules/access/sight.ts`). */
export function visibleCases(reads: Reads, actor: Actor) {
  return reads
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
      'c.identity_confirmed',
    ])
    .select([rolesOn(actor).as('caseRoles'), otherGrounds(actor).as('grounds'), waitsOfCase])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where(maySee(actor))
}

export type CaseRow = Omit<Selectable<Database['budget_case']>, 'commissioner_id'> & {
  caseRoles: CaseRole[]
  grounds: Ground[]
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
  identityConfirmed: row.identity_confirmed,
  caseRoles: row.caseRoles,
  grounds: [...groundsOfRoles(row.caseRoles), ...row.grounds],
})
