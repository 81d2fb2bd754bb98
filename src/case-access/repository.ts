import { sql } from 'kysely'
import { projectCase } from '../case-progress/project.ts'
import type { Actor } from '../platform/access/access.ts'
import { type Asking, asking } from '../platform/access/asking.ts'
import { noteSeen } from '../platform/access/seen.ts'
import { atEnd } from '../platform/database/at-end.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { eachOf, posted, preparedByActor } from '../platform/database/prepared.ts'
import { Slot, type Slots, theTenant } from '../platform/database/slots.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { getRules } from '../schemes/repository.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import { maySee } from './grounds-repository.ts'
import { writerOn } from './near-repository.ts'
import { type By, caseTold, nearest, toCase, visibleCases } from './visible-repository.ts'

/** By what a case is found: by its own identifier, or by that of something that belongs to it. */
type CaseKey = Belonging['table'] | 'budget_case'
const keyOf = (of: string | Belonging): CaseKey => (typeof of === 'string' ? 'budget_case' : of.table)
const idIn = (of: string | Belonging): string => (typeof of === 'string' ? of : of.id)

/** The identifier of a case, found by the key in the same statement. */
function caseIdBy({ commissionerId }: Pick<Asking, 'commissionerId'>, key: CaseKey, id: Slot<string>) {
  if (key === 'budget_case') return sql<string>`${id}::uuid`
  return sql<string>`(select b.case_id from ${sql.table(key)} b
    where b.commissioner_id = ${commissionerId} and ${sql.ref(`b.${key}_id`)} = ${id})`
}

/** The identifier of a case: given, or found by something that belongs to it, in the same statement. */
export const caseIdOf = (actor: Actor, of: string | Belonging) =>
  caseIdBy(asking(actor), keyOf(of), Slot.filled(idIn(of)))

interface Id {
  readonly id: Slot<string>
}
const caseBy = eachOf((by: By, key: CaseKey) =>
  preparedByActor((reads: Reads, actor, { id }: Id) =>
    visibleCases(reads, actor, by).where('c.case_id', '=', caseIdBy(actor, key, id)),
  ),
)

export async function findCase(reads: Reads, actor: Actor, of: string | Belonging): Promise<Case | undefined> {
  const row = await nearest(actor, (by) => caseBy(by, keyOf(of))(reads, actor, { id: idIn(of) }))
  return row && seenCase(reads, actor, toCase(row))
}

/** The same with every ground of the actor, for an answer that can be of any view. */
export async function findCaseOnEveryGround(reads: Reads, actor: Actor, caseId: string): Promise<Case | undefined> {
  const [row] = await caseBy('any', 'budget_case')(reads, actor, { id: caseId })
  return row && seenCase(reads, actor, toCase(row))
}

export function seenCase(reads: Reads, actor: Actor, budgetCase: Case): Case {
  for (const seen of caseTold(budgetCase, actor)) noteSeen(reads, seen)
  return budgetCase
}

/** Finds the case that a thing of this table belongs to, where the actor may see it. */
export const belongingTo = (table: Belonging['table']) => (reads: Reads, actor: Actor, id: string) =>
  findCase(reads, actor, { table, id })

const rulesBy = eachOf((by: By, key: CaseKey) =>
  preparedByActor((reads: Reads, actor, { id }: Id) =>
    visibleCases(reads, actor, by)
      .innerJoin('scheme_version as v', (join) =>
        join
          .on('v.commissioner_id', '=', theTenant)
          .onRef('v.scheme_id', '=', 'c.scheme_id')
          .onRef('v.version', '=', 'c.scheme_version'),
      )
      .select('v.rules')
      .where('c.case_id', '=', caseIdBy(actor, key, id)),
  ),
)

/** The rules of a case that the actor may see. */
export async function getRulesOfCase(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<SchemeRules | undefined> {
  const row = await nearest(actor, (by) => rulesBy(by, keyOf(of))(reads, actor, { id: idIn(of) }))
  return row && readRules(row.rules)
}

const enrolledCouncils = sql<
  string[]
>`array(select k.organisation_id from scheme_council k where k.commissioner_id = ${theTenant} and k.scheme_id = c.scheme_id and k.ended_at is null)`.as(
  'councils',
)

const lockedBy = eachOf((key: CaseKey) =>
  preparedByActor((tx: Tx, actor, { id }: Id) =>
    visibleCases(tx, actor)
      .select(writerOn(actor))
      .select(enrolledCouncils)
      .where('c.case_id', '=', caseIdBy(actor, key, id))
      .forUpdate('c'),
  ),
)

/**
 * The case, locked until the operation ends: every write on a case, or on what belongs to it, waits its turn here. Where the case is, and who
 * is waited for, is worked out anew at the end of the operation, whatever it did.
 */
export async function lockCase(tx: Tx, actor: Actor, of: string | Belonging): Promise<LockedCase | undefined> {
  const [row] = await lockedBy(keyOf(of))(tx, actor, { id: idIn(of) })
  if (!row) return undefined
  projectAtEnd(tx, actor, row.case_id)
  return {
    ...seenCase(tx, actor, toCase(row)),
    writer: row.writer,
    councilIds: row.councils,
    rules: await getRules(tx, actor.commissionerId, row.scheme_id, row.scheme_version),
  }
}

/** Locks a case unless somebody works on it just now. */
export async function lockUnlessHeld(tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

/** Every case of a person, locked until the operation ends, for what is done to all of them whoever may see them. */
export async function lockCasesOfPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
): Promise<
  { readonly id: string; readonly schemeId: string; readonly schemeVersion: number; readonly inFlight: boolean }[]
> {
  const rows = await tx
    .selectFrom('budget_case')
    .select(['case_id', 'scheme_id', 'scheme_version', 'ended_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .orderBy('case_id')
    .forUpdate()
    .execute()
  for (const row of rows) projectAtEnd(tx, actor, row.case_id)
  return rows.map((row) => ({
    id: row.case_id,
    schemeId: row.scheme_id,
    schemeVersion: row.scheme_version,
    inFlight: row.ended_at === null,
  }))
}

/** Has the progress of a case worked out anew once the operation has done all that it does. */
export function projectAtEnd(tx: Tx, actor: Actor, caseId: string): void {
  atEnd(tx, `progress of ${caseId}`, (tx, now) => keepProgress(tx, actor, caseId, now))
}

const setProgress = posted(
  (tx, of: Slots<{ commissionerId: string; caseId: string; step: CaseStep; identityConfirmed: boolean }>) =>
    tx
      .updateTable('budget_case')
      .set({ step: of.step, identity_confirmed: of.identityConfirmed, version: sql`version + 1` })
      .where('commissioner_id', '=', of.commissionerId)
      .where('case_id', '=', of.caseId),
)

/** Works out anew where a case is and who is waited for, and keeps it. */
export async function keepProgress(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  const progress = await projectCase(tx, actor, caseId, now)
  if (progress) setProgress(tx, { commissionerId: actor.commissionerId, caseId, ...progress })
}

/** Another case of the same person in the same scheme that is in flight: begun anew after this one had ended. */
export async function findRival(
  reads: Reads,
  actor: Actor,
  budgetCase: Case,
): Promise<Pick<Case, 'id' | 'step'> | undefined> {
  const row = await reads
    .selectFrom('budget_case')
    .select(['case_id', 'step'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', budgetCase.personId)
    .where('scheme_id', '=', budgetCase.schemeId)
    .where('ended_at', 'is', null)
    .where('case_id', '<>', budgetCase.id)
    .executeTakeFirst()
  return row && { id: row.case_id, step: row.step as CaseStep }
}

const inFlight = preparedByActor(
  (reads: Reads, actor, { personId, schemeId }: Slots<{ personId: string; schemeId: string }>) =>
    reads
      .selectFrom('budget_case as c')
      .select(['c.case_id as id', maySee(actor).as('seen')])
      .where('c.commissioner_id', '=', actor.commissionerId)
      .where('c.person_id', '=', personId)
      .where('c.scheme_id', '=', schemeId)
      .where('c.ended_at', 'is', null),
)

/** The case of a person in a scheme that has not ended, and whether the actor sees it. */
export async function findInFlight(reads: Reads, actor: Actor, personId: string, schemeId: string) {
  const [row] = await inFlight(reads, actor, { personId, schemeId })
  return row
}

/** An open appeal of the case, including one awaiting acceptance. The person’s support does not change meanwhile. */
export async function findOpenAppeal(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
): Promise<string | undefined> {
  const row = await reads
    .selectFrom('appeal')
    .select('appeal_id')
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['awaiting-acceptance', 'lodged'])
    .limit(1)
    .executeTakeFirst()
  return row?.appeal_id
}

/** Two have said that a death was an error, or the person that they are alive: on the case of `e`, after the report `h` of a case `c`. */
export const isAlive = sql`exists (select from death_report e join budget_case o on o.commissioner_id = ${theTenant} and o.case_id = e.case_id
  where e.commissioner_id = ${theTenant} and o.person_id = c.person_id and (e.denied or e.error_confirmed_at is not null)
    and (e.death_report_id >= h.death_report_id or coalesce(e.error_confirmed_at, e.closed_at) > h.reported_at))`

/** The earliest death that is recorded on any case of the person, be it confirmed or not, where nobody who can has said since that they are alive. */
export async function findDeath(reads: Reads, { commissionerId }: Actor, personId: string) {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('death_report as h', (join) =>
      join.on('h.commissioner_id', '=', theTenant).onRef('h.case_id', '=', 'c.case_id'),
    )
    .select(['h.died_on', 'h.outcome'])
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.person_id', '=', personId)
    .where(sql<boolean>`(h.closed_at is null or h.outcome = 'confirmed' and not ${isAlive})`)
    .orderBy('h.died_on')
    .limit(1)
    .executeTakeFirst()
  return row && { diedOn: row.died_on, confirmed: row.outcome !== null }
}
