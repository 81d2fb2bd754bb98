import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { typesTold } from '../event-catalogue/catalogue.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { type View, viewOfCaseIdentifiers } from '../rules/access/views.ts'
import { caseSteps, type Stage, stageOf } from '../rules/progress/steps.ts'
import type { LocalDate } from '../shared/dates.ts'
import { fewOf, type Way, way } from './ways-repository.ts'

/** What cases can be narrowed to; several together are asked of each case. */
export interface Narrowing {
  readonly schemeId?: string
  readonly schemeCode?: string
  readonly trustId?: string
  readonly personId?: string
  readonly memberId?: string
  readonly waitingFor?: string
  readonly stage?: Stage
  readonly late?: boolean
  readonly reviewDueBy?: LocalDate
  readonly updatedSince?: string
  readonly open?: boolean
  /** As `referenceIn` gives it. */
  readonly reference?: string
  /** `system|value`. */
  readonly identifier?: string
}
type Name = keyof Narrowing
type Condition = RawBuilder<SqlBool>
type Places = Slots<Required<Omit<Narrowing, 'late' | 'open' | 'stage'>> & { today: LocalDate }>

/** How a column of a case is named in a statement. */
type Columns = (
  name: 'case_id' | 'ended_at' | 'person_id' | 'reference' | 'scheme_id' | 'step' | 'trust_id',
) => RawBuilder<unknown>
const columnsOf =
  (table: string): Columns =>
  (name) =>
    sql.ref(`${table}.${name}`)

/** How cases are narrowed by one thing: a condition on a case, and the ways that find those of the tenant by an index of their own. */
interface Narrower {
  readonly holds: (of: Columns, places: Places, value: unknown) => Condition
  readonly ways: (places: Places, value: unknown) => readonly Way[]
}

const cases = (where: (of: Columns) => Condition): Way =>
  way('b.case_id', sql`budget_case b where b.commissioner_id = ${theTenant} and ${where(columnsOf('b'))}`)

/** What a column of the case says: the condition is the way. */
const ofCase = (holds: Narrower['holds']): Narrower => ({
  holds,
  ways: (places, value) => [cases((of) => holds(of, places, value))],
})

/** What another table says of it: its rows `x` that count. They are found for one case by its key, or for the tenant by an index of theirs. */
const ofRows = (table: string, where: (places: Places) => Condition, inOrder = false): Narrower => ({
  holds: (of, places) =>
    sql`exists (select from ${sql.table(table)} x where x.commissioner_id = ${theTenant} and x.case_id = ${of('case_id')} and ${where(places)} offset 0)`,
  ways(places) {
    const rows = sql`${sql.table(table)} x where x.commissioner_id = ${theTenant} and ${where(places)}`
    return [inOrder ? way('x.case_id', rows) : fewOf('x.case_id', rows)]
  },
})

const stepsOf = (stage: unknown) => caseSteps.filter((step) => stageOf[step] === stage)
const atStep =
  (step: string) =>
  (of: Columns): Condition =>
    sql`${of('step')} = ${sql.lit(step)}`

/** What happened is told by a filter to whoever sees the timeline, of whatever kind it was: so of none of which the fact alone tells too much. */
const typesOfChanges = typesTold(['access', 'looks', 'safeguarding', 'consents', 'identity', 'sign-in'])

const late = ofRows(
  'clock',
  // A day that is put in: PostgreSQL takes no index by a function that it has to ask anew.
  ({ today }) => sql`x.stopped_on is null and x.paused_on is null and x.due_on < ${today}::date`,
)

/** Each way to narrow, the one first that leaves the fewest: by it the cases are found, and the others are asked of each. */
const narrowers: Readonly<Record<Name, Narrower>> = {
  reference: ofCase((of, { reference }) => sql`${of('reference')} = ${reference}`),
  identifier: ofRows('identifier', ({ identifier }) => sql`x.token = ${identifier} and x.kind = 'case'`),
  personId: ofCase((of, { personId }) => sql`${of('person_id')} = ${personId}::uuid`),
  memberId: ofRows(
    'case_member',
    ({ memberId }) => sql`x.actor_id = ${memberId} and x.left_at is null and place_holds(x.left_at, x.until_on)`,
  ),
  updatedSince: ofRows(
    'audit_entry',
    ({ updatedSince }) =>
      sql`x.case_id is not null and x.happened_at >= ${updatedSince}::timestamptz and x.type = any(${[...typesOfChanges]}::text[])`,
  ),
  late: {
    holds: (of, places, is) => (is ? late.holds(of, places, is) : sql`not ${late.holds(of, places, is)}`),
    ways: (places, is) => (is ? late.ways(places, is) : [cases(() => sql`true`)]),
  },
  reviewDueBy: ofRows('review', ({ reviewDueBy }) => sql`x.status = 'scheduled' and x.due_on <= ${reviewDueBy}::date`),
  waitingFor: ofRows('case_wait', ({ waitingFor }) => sql`x.party = ${waitingFor} and x.subject <> 'letter'`, true),
  stage: {
    holds: (of, _, stage) =>
      sql`(${sql.join(
        stepsOf(stage).map((step) => atStep(step)(of)),
        sql` or `,
      )})`,
    ways: (_, stage) => stepsOf(stage).map((step) => cases(atStep(step))),
  },
  schemeId: ofCase((of, { schemeId }) => sql`${of('scheme_id')} = ${schemeId}::uuid`),
  schemeCode: ofCase(
    (of, { schemeCode }) =>
      sql`${of('scheme_id')} = (select k.scheme_id from scheme k where k.commissioner_id = ${theTenant} and k.code = ${schemeCode})`,
  ),
  trustId: ofCase((of, { trustId }) => sql`${of('trust_id')} = ${trustId}::uuid`),
  open: ofCase((of, _, open) => (open ? sql`${of('ended_at')} is null` : sql`${of('ended_at')} is not null`)),
}
const names = Object.keys(narrowers) as readonly Name[]
/** What decides how a statement reads, so that each value has one of its own; all others are put in. */
const ownStatements: readonly Name[] = ['stage', 'late', 'open']

/** What somebody has to see of a case for it to be narrowed so: else a filter would answer what they may not read. */
const views: Partial<Readonly<Record<Name, View>>> = {
  identifier: viewOfCaseIdentifiers,
  memberId: 'team',
  reviewDueBy: 'reviews',
  updatedSince: 'timeline',
}

/** What of each case the filters of a key ask about, beside that there is one. */
export const viewsAsked = (key: string): View[] =>
  names.flatMap((name) => {
    const view = views[name]
    return view && key.split('&').includes(name) ? [view] : []
  })

/** A name for the statement that narrows so: the same for all values that are put in. */
export const narrowingKey = (narrowing: Narrowing): string =>
  names
    .filter((name) => narrowing[name] !== undefined)
    .map((name) => (ownStatements.includes(name) ? `${name}=${narrowing[name]}` : name))
    .join('&')

/** What a key stands for: how each narrower is to read. */
function told(key: string): [Narrower, unknown][] {
  const given = new Map(key.split('&').map((part) => part.split('=') as [string, string | undefined]))
  return names.flatMap((name) => {
    if (!given.has(name)) return []
    const value = given.get(name)
    return [[narrowers[name], name === 'stage' ? value : value === 'true']] as [Narrower, unknown][]
  })
}

/** That a case, by the name that its identifier has in a statement, is one of those; nothing where a key narrows nothing. */
export function narrowed(key: string, places: Places): ((caseId: string) => RawBuilder<unknown>) | undefined {
  const all = told(key)
  if (all.length === 0) return undefined
  const conditions = sql.join(
    all.map(([{ holds }, value]) => holds(columnsOf('asked'), places, value)),
    sql` and `,
  )
  return (caseId) =>
    sql` and exists (select from budget_case asked where asked.commissioner_id = ${theTenant} and asked.case_id = ${sql.ref(caseId)} and ${conditions} offset 0)`
}

/** The ways to the cases of the tenant that are of the key, for whoever sees all of them. */
export function waysOf(key: string, places: Places): readonly Way[] {
  const [first] = told(key)
  return first ? first[0].ways(places, first[1]) : []
}
export type { Places as NarrowingPlaces }
/** What is put into the places of a statement. */
export const narrowingValues = ({ late: _, open: __, stage: ___, ...values }: Narrowing, today: LocalDate) => ({
  ...(values as Required<typeof values>),
  today,
})
