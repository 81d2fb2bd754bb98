import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { orNotFound } from '../platform/http/operation.ts'
import type { Ground } from '../rules/access/sight.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import type { Case, CaseWait } from './case.ts'
import { maySee, otherGrounds } from './grounds-repository.ts'
import {
  amongPlaces,
  mayStandFully,
  opensFor,
  type PlaceGround,
  placesOn,
  rolesOf,
  standsFully,
  waitedFor,
} from './places-repository.ts'

/** Who is waited for on the case `c`, in the row that is read anyway. Not for letters: it would tell everybody on the team that the person cannot be reached. */
const waitsOfCase = sql<
  CaseWait[]
>`coalesce((select json_agg(json_build_object('subject', w.subject, 'subjectId', w.subject_id,
    'party', ${waitedFor}, 'step', w.step, 'tier', w.tier, 'since', w.since,
    'clock', case when w.clock_kind is null then null else json_build_object('kind', w.clock_kind, 'subjectId', w.clock_subject_id) end) order by w.place)
  from case_wait w where w.commissioner_id = ${theTenant} and w.case_id = c.case_id and w.subject <> 'letter'), '[]')`.as(
  'waits',
)

/** Whoever sees every case of the commissioner. */
export const seesAll = (actor: Pick<Asking, 'machine' | 'ofCommissioner' | 'roles'>) =>
  isOwnSystem(actor) || actor.roles.includes('commissioner-officer') || actor.roles.includes('auditor')
/** Whoever pays for every case of the commissioner, and sees its money. */
export const pays = ({ roles }: Pick<Asking, 'roles'>) => roles.includes('finance-officer')
/** Whoever sees every case of their trust. */
export const ofTrust = ({
  machine,
  organisationId,
  roles,
}: Pick<Asking, 'machine' | 'roles'> & { readonly organisationId: unknown }) =>
  organisationId !== null && (machine || roles.some((role) => role === 'team-manager' || role === 'mdt-member'))

/** Whether a list is read from its own side, where an actor sees a great part of the cases that there are, or from that of the teams that they are on. */
export type Side = 'many' | 'own'
/** `also`: others who see a great part of what this list tells of. */
export const sideOf = (actor: Actor, ...also: readonly boolean[]): Side =>
  seesAll(actor) || ofTrust(actor) || also.includes(true) ? 'many' : 'own'

/** How a case is looked for: by a place on its team that tells all of it, or by any ground. */
export type By = 'place' | 'any'

/** Looks by a place first: to set up every other ground takes longer than to answer most of those who ask. */
export async function nearest<Row>(actor: Actor, look: (by: By) => Promise<readonly Row[]>): Promise<Row | undefined> {
  const [byPlace] = mayStandFully(actor) ? await look('place') : []
  return byPlace ?? (await look('any'))[0]
}

/** What is read of a case. */
export const caseColumns = [
  'case_id',
  'person_id',
  'scheme_id',
  'scheme_version',
  'trust_id',
  'step',
  'ending',
  'opened_at',
  'ended_at',
  'ended_words',
  'ended_by_person',
  'version',
  'identity_confirmed',
] as const

const everyCase: RawBuilder<Database['budget_case']> = sql.table('budget_case')

/** The cases of which the actor may see what they ask for, on a ground that the table of sights has (`rules/access/sight.ts`). */
export function visibleCases(reads: Reads, actor: Asking, by: By = 'any', cases = everyCase) {
  return reads
    .selectFrom(cases.as('c'))
    .innerJoinLateral(sql<{ places: PlaceGround[] }>`(select ${placesOn(actor)} as places offset 0)`.as('t'), (join) =>
      join.onTrue(),
    )
    .select(caseColumns.map((column) => `c.${column}` as const))
    .select([
      't.places',
      (by === 'any' ? otherGrounds(actor) : sql<Ground[]>`array[]::text[]`).as('grounds'),
      waitsOfCase,
    ])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where(by === 'any' ? maySee(actor, amongPlaces(actor)) : standsFully(actor))
}

export type CaseRow = Omit<Selectable<Database['budget_case']>, 'commissioner_id' | 'reference' | 'team_changed_at'> & {
  places: PlaceGround[]
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
  endedByPerson: row.ended_by_person,
  version: row.version,
  identityConfirmed: row.identity_confirmed,
  caseRoles: rolesOf(row.places),
  grounds: [...row.places, ...row.grounds],
})

/** The first of these grounds that opens what is asked for, by which a record is read. Without one there is no such record: no read goes unkept. */
export const groundFor = (actor: Actor, held: readonly Ground[]): Ground =>
  orNotFound(held.find((one) => opensFor(actor, one)))

/** That a case was opened, on the first of the grounds that open what is asked for. */
export const caseTold = (
  { id, personId, grounds }: Pick<Case, 'id' | 'personId' | 'grounds'>,
  actor: Actor,
): Seen[] => [{ caseId: id, personId, ground: groundFor(actor, grounds) }]

/** The same for a row about a case: that it waits, and for what, is told of the case. */
export const rowTold = ({ of }: { readonly of: Case }, actor: Actor) => caseTold(of, actor)
