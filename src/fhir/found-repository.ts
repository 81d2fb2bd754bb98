import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { maySee } from '../case-access/grounds-repository.ts'
import { caseTold, groundFor, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { toPerson } from '../people/repository.ts'
import type { PersonRecord } from '../people/schemas.ts'
import { groundsHeld, peopleOnGrounds } from '../people/visible-people-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import { noteSeen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Ground } from '../rules/access/sight.ts'
import { viewOfCaseIdentifiers } from '../rules/access/views.ts'
import type { Place, Search } from './search.ts'

type Condition = RawBuilder<SqlBool>

/** Where the resources of a kind are. */
export interface Source {
  readonly table: 'budget_case' | 'consent' | 'letter' | 'person' | 'support_plan'
  readonly id: 'case_id' | 'consent_id' | 'decision_id' | 'person_id' | 'support_plan_id'
  /** When each last changed, by which there is an index. */
  readonly at: 'changed_at' | 'team_changed_at'
  /** As what other systems know them, where they do and it is found here: people are looked up. */
  readonly identified?: 'case' | 'support-plan'
  /** The list of the content of which each item is a resource. */
  readonly parts?: 'lines' | 'outcomes'
}

/** A resource that was found, as the actor sees the case that it is of. */
export interface Found extends Place {
  readonly of: Case
}

/** A search by what the kind has not finds nothing. */
const never: Condition = sql`false`

/** Whom, or what, another system knows by this. */
const hasIdentifier = (kind: NonNullable<Source['identified']>, token: string) =>
  sql`(select ${sql.ref(`i.${kind === 'support-plan' ? 'support_plan_id' : `${kind}_id`}`)} from identifier i
    where i.commissioner_id = ${theTenant} and i.token = ${token} and i.kind = ${sql.lit(kind)})`

/** The id of a part: that of `partId`. */
const partId = sql`x.support_plan_id || '.' || left(encode(sha256(convert_to(o.part->>'key', 'UTF8')), 'hex'), 16)`

/** What the rows `x` of a source have to be. Each of these has an index: what is searched for is found by it, before anybody asks who may see it. */
function conditionsOf(search: Search, { table, id, at, identified, parts }: Source): Condition[] {
  const { ids, token, from, before, after, patientId, caseReference } = search
  const [row, changed] = [sql.ref(`x.${id}`), sql.ref(`x.${at}`)]
  const conditions: Condition[] = []
  if (ids) {
    // A part has the id of its plan and a point; nothing else has a point.
    const whole = ids.filter((one) => one.includes('.') === (parts !== undefined)).map((one) => one.split('.')[0])
    conditions.push(sql`${row} = any(${whole}::uuid[])`)
    if (parts) conditions.push(sql`${partId} = any(${[...ids]}::text[])`)
  }
  if (token) conditions.push(identified ? sql`${row} = ${hasIdentifier(identified, token)}` : never)
  if (caseReference) conditions.push(table === 'budget_case' ? sql`x.reference = ${caseReference}` : never)
  if (patientId) conditions.push(ofPatient(table, patientId))
  if (from) conditions.push(sql`${changed} >= ${from}`)
  if (before) conditions.push(sql`${changed} < ${before}`)
  // The first says to an index where to begin.
  if (after)
    conditions.push(
      sql`${changed} >= ${after.at}`,
      sql`(${changed}, ${parts ? partId : row}) > (${after.at}, ${after.id})`,
    )
  return conditions
}

const ofPatient = (table: Source['table'], personId: string): Condition =>
  ['budget_case', 'consent', 'person'].includes(table)
    ? sql`x.person_id = ${personId}::uuid`
    : sql`x.case_id = any(array(select b.case_id from budget_case b where b.commissioner_id = ${theTenant} and b.person_id = ${personId}::uuid))`

/**
 * The rows of a table that a search finds, each with the case or the person that it is of. They are read in the order of the search as far as a page
 * needs: `offset 0` keeps PostgreSQL from beginning with everybody's cases or people instead.
 */
function foundRows<Of>(search: Search, source: Source, of: 'budget_case' | 'person'): RawBuilder<Of & RowPlace> {
  const { table, id, at, parts } = source
  const key = of === 'person' ? sql.ref('person_id') : sql.ref('case_id')
  const items = parts ? sql` cross join lateral json_array_elements(x.content->${sql.lit(parts)}) o(part)` : sql``
  return sql`(select w.*, ${parts ? partId : sql.ref(`x.${id}`)} as found_id, ${sql.ref(`x.${at}`)} as found_at
    from ${sql.table(table)} x${items}
    join lateral (select * from ${sql.table(of)} v where v.commissioner_id = ${theTenant} and v.${key} = x.${key} offset 0) w on true
    where x.commissioner_id = ${theTenant} and ${sql.join(conditionsOf(search, source), sql` and `)})`
}

interface RowPlace {
  readonly found_id: string
  readonly found_at: Date
}
/** What a page needs of the rows that cases hold, in the order in which it changed, with more where there is more. */
export async function findOfCases(reads: Reads, actor: Actor, search: Search, source: Source): Promise<Found[]> {
  const { count, ahead, token } = search
  const rows = await visibleCases(reads, asking(actor), 'any', foundRows(search, source, 'budget_case'))
    // Else to be found would tell of an identifier that is left out of the answer.
    .$if(token !== undefined && source.identified === 'case', (found) =>
      found.where(maySee(asking({ ...actor, view: viewOfCaseIdentifiers }))),
    )
    .select([sql<string>`c.found_id`.as('id'), sql<Date>`c.found_at`.as('at')])
    .orderBy(sql`c.found_at`)
    .orderBy(sql`c.found_id`)
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
  const { count, ahead } = search
  const how = search.lately ? 'by-work' : 'any'
  const rows = await peopleOnGrounds(reads, asking(actor), foundRows(search, source, 'person'), how)
    .select([sql<string>`person.found_id`.as('id'), sql<Date>`person.found_at`.as('at')])
    .orderBy(sql`person.found_at`)
    .orderBy(sql`person.found_id`)
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

export const patients: Source = { table: 'person', id: 'person_id', at: 'changed_at' }
export const consentsOfPeople: Source = { table: 'consent', id: 'consent_id', at: 'changed_at' }
export const letters: Source = { table: 'letter', id: 'decision_id', at: 'changed_at' }
export const teams: Source = { table: 'budget_case', id: 'case_id', at: 'team_changed_at', identified: 'case' }
export const plans: Source = {
  table: 'support_plan',
  id: 'support_plan_id',
  at: 'changed_at',
  identified: 'support-plan',
}
export const outcomes: Source = { table: 'support_plan', id: 'support_plan_id', at: 'changed_at', parts: 'outcomes' }
export const lines: Source = { ...outcomes, parts: 'lines' }
