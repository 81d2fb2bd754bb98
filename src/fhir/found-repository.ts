import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { caseTold, groundFor, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { groundsHeld, peopleOnGrounds, toPerson } from '../people/repository.ts'
import type { PersonRecord } from '../people/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import { noteSeen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Ground } from '../rules/access/sight.ts'
import type { Place, Search } from './search.ts'

type Condition = RawBuilder<SqlBool>

/** Where the resources of a kind are: rows with an `id` and `at`, when each last changed. */
export interface Source {
  /** The rows of the case `c`, or of the person `person`. */
  readonly rows: (search: Search) => RawBuilder<{ id: string; at: Date }>
  /** What an index finds the rows by that changed from an instant on, where `at` is worked out. */
  readonly changedFrom?: (from: Date) => Condition
  /** As what other systems know them, where they do. */
  readonly identified?: 'case' | 'person' | 'support-plan'
  /** Whether an id is a text of two parts, and no identifier alone. */
  readonly parted?: true
}

/** A resource that was found, as the actor sees the case that it is of. */
export interface Found extends Place {
  readonly of: Case
}

const id = sql.ref('x.id')
const at = sql.ref('x.at')

/** A search by what the kind has not finds nothing. */
const never: Condition = sql`false`

/** Whom, or what, another system knows by this. */
const hasIdentifier = (kind: NonNullable<Source['identified']>, token: string) =>
  sql`(select ${sql.ref(`i.${kind === 'support-plan' ? 'support_plan_id' : `${kind}_id`}`)} from identifier i
    where i.commissioner_id = ${theTenant} and i.token = ${token} and i.kind = ${sql.lit(kind)})`

function holds({ ids, token, from, before, after }: Search, { changedFrom, parted, identified }: Source) {
  const conditions: Condition[] = []
  if (token) conditions.push(identified ? sql`${id} = ${hasIdentifier(identified, token)}` : never)
  const type = parted ? sql`text[]` : sql`uuid[]`
  if (ids) conditions.push(sql`${id} = any(${[...ids]}::${type})`)
  if (from) conditions.push(sql`${at} >= ${from}`)
  if (from && changedFrom && !ids) conditions.push(changedFrom(from))
  if (before) conditions.push(sql`${at} < ${before}`)
  // The first says to an index where to begin.
  if (after) conditions.push(sql`${at} >= ${after.at}`, sql`(${at}, ${id}) > (${after.at}, ${after.id})`)
  return conditions
}

const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`
/** One row more than a page of what belongs to cases of which the actor may see what they ask for, in the order in which it changed. */
export async function findOfCases(reads: Reads, actor: Actor, search: Search, source: Source): Promise<Found[]> {
  const { patientId, caseReference, nhsNumber, count, ahead } = search
  const conditions = holds(search, source)
  if (patientId) conditions.push(sql`c.person_id = ${patientId}::uuid`)
  if (caseReference) conditions.push(source === teams ? sql`c.reference = ${caseReference}` : never)
  if (nhsNumber) conditions.push(never)
  const rows = await visibleCases(reads, asking(actor))
    .innerJoinLateral(source.rows(search).as('x'), (join) => join.onTrue())
    .select(['x.id', 'x.at'])
    .where(all(conditions))
    .orderBy('x.at')
    .orderBy('x.id')
    .limit(count + ahead)
    .execute()
  const found = rows.map((row) => ({ id: row.id, at: row.at, of: toCase(row) }))
  for (const one of found.slice(0, count)) for (const seen of caseTold(one.of, actor)) noteSeen(reads, seen)
  return found
}

/** A person, with the grounds on which the actor sees them. */
export interface FoundOfPerson extends Place {
  readonly person: PersonRecord
  readonly grounds: readonly Ground[]
}

/** The same of what belongs to people of whom the actor may see what they ask for. */
export async function findOfPeople(
  reads: Reads,
  actor: Actor,
  search: Search,
  source: Source,
): Promise<FoundOfPerson[]> {
  const { patientId, caseReference, nhsNumber, count, ahead } = search
  const conditions = holds(search, source)
  if (patientId) conditions.push(sql`person.person_id = ${patientId}::uuid`)
  if (nhsNumber) conditions.push(source === patients ? sql`person.nhs_number = ${nhsNumber}` : never)
  if (caseReference) conditions.push(never)
  const rows = await peopleOnGrounds(reads, asking(actor))
    .innerJoinLateral(source.rows(search).as('x'), (join) => join.onTrue())
    .select(['x.id', 'x.at'])
    .where(all(conditions))
    .orderBy('x.at')
    .orderBy('x.id')
    .limit(count + ahead)
    .execute()
  const found = rows.map((row) => {
    const { version: _, ...person } = toPerson(row)
    return { id: row.id, at: row.at, person, grounds: groundsHeld(actor, row) }
  })
  for (const { person, grounds } of found.slice(0, count))
    noteSeen(reads, { caseId: null, personId: person.id, ground: groundFor(actor, grounds) })
  return found
}

export const patients: Source = {
  identified: 'person',
  rows: () => sql`(select person.person_id as id, person.changed_at as at)`,
}

export const consentsOfPeople: Source = {
  rows: () => sql`(select o.consent_id as id, o.changed_at as at from consent o
    where o.commissioner_id = ${theTenant} and o.person_id = person.person_id)`,
}

export const plans: Source = {
  identified: 'support-plan',
  rows: () => sql`(select p.support_plan_id as id, p.changed_at as at from support_plan p
    where p.commissioner_id = ${theTenant} and p.case_id = c.case_id)`,
}

export const letters: Source = {
  rows: () => sql`(select l.decision_id as id, l.written_at as at from letter l
    where l.commissioner_id = ${theTenant} and l.case_id = c.case_id)`,
}

/** A team last changed with a place on it, or with what is shown of its case. */
export const teams: Source = {
  identified: 'case',
  rows: () => sql`(select c.case_id as id, greatest(max(m.changed_at), c.team_changed_at) as at from case_member m
    where m.commissioner_id = ${theTenant} and m.case_id = c.case_id)`,
  changedFrom: (from) => sql`c.case_id in (
    select m.case_id from case_member m where m.commissioner_id = ${theTenant} and m.changed_at >= ${from}
    union select b.case_id from budget_case b where b.commissioner_id = ${theTenant} and b.team_changed_at >= ${from})`,
}

/** The parts of plans, in lists of their content by this name, each with the id that `partId` gives it. */
const partsOfPlans = (list: 'lines' | 'outcomes'): Source => ({
  parted: true,
  rows: ({ ids }) => {
    const planIds = ids?.map((one) => one.split('.')[0])
    return sql`(select p.support_plan_id || '.' || left(encode(sha256(convert_to(o.part->>'key', 'UTF8')), 'hex'), 16) as id, p.changed_at as at
      from support_plan p, json_array_elements(p.content->${sql.lit(list)}) o(part)
      where p.commissioner_id = ${theTenant} and p.case_id = c.case_id
        ${planIds ? sql`and p.support_plan_id = any(${planIds}::uuid[])` : sql``})`
  },
})
export const outcomes = partsOfPlans('outcomes')
export const lines = partsOfPlans('lines')
