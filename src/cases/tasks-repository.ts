import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { holderWaitedFor } from '../case-access/grounds-repository.ts'
import { personSignsIn } from '../case-access/places-repository.ts'
import { rowTold, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { newestOf, rolesWaitedFor, waysToTasks } from '../case-access/ways-repository.ts'
import { actsFor } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf, type Which } from '../platform/database/prepared-pages.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { ClockKind } from '../rules/progress/clocks.ts'
import type { Step } from '../rules/progress/steps.ts'
import type { Subject, Waited } from '../rules/progress/waits.ts'
import type { LocalDate } from '../shared/dates.ts'
import { stepWords } from '../words/steps.ts'
import type { TaskFilter } from './list-schemas.ts'
import type { Task } from './schemas.ts'
import { listToldWithCases } from './told-with-case.ts'

/** Whether the actor acts for a person who does not sign in: what waits for the person then waits for them. */
function standsInForPerson(actor: Asking) {
  return sql<boolean>`exists (select from case_member m where m.commissioner_id = ${theTenant} and m.case_id = c.case_id
    and m.actor_id = ${actor.actorId} and m.case_role = 'representative' and place_holds(m.left_at, m.until_on)
    and not ${personSignsIn} offset 0)`
}

/** What the person reads, for those who are the person or stand for them. */
const theirs: readonly string[] = ['person', 'representative', 'advocate']

/** The clock `k` of a wait, each by its name in the statement. */
const clockOf = (
  k: string,
  w: string,
) => sql<boolean>`${sql.ref(`${k}.commissioner_id`)} = ${theTenant} and ${sql.ref(`${k}.kind`)} = ${sql.ref(`${w}.clock_kind`)}
  and ${sql.ref(`${k}.subject_id`)} = ${sql.ref(`${w}.clock_subject_id`)} and ${sql.ref(`${k}.stopped_on`)} is null`

type Asked = PagePlaces &
  Slots<{ dayAfter: LocalDate; subjectAfter: string; caseId: string; step: string; dueBy: LocalDate }>
/** What is asked for of a task, of its wait `w` and its clock `k`, each by its name: which of it is, decides how the statement reads. */
type Narrowing = Omit<TaskFilter, 'expand' | 'sort'>
const asks: Readonly<Record<keyof Narrowing, (asked: Asked, w: string, k: string) => RawBuilder<SqlBool>>> = {
  caseId: ({ caseId }, w) => sql`${sql.ref(`${w}.case_id`)} = ${caseId}::uuid`,
  step: ({ step }, w) => sql`${sql.ref(`${w}.step`)} = ${step}`,
  dueBy: ({ dueBy }, _, k) => sql`${sql.ref(`${k}.paused_on`)} is null and ${sql.ref(`${k}.due_on`)} <= ${dueBy}::date`,
}
const namesAsked = (key: string) => (Object.keys(asks) as (keyof Narrowing)[]).filter((name) => key.includes(name))

/** The same of a case, so that no more of them are read than have such a task; and of one case by its key. */
function ofCases(key: string, asked: Asked) {
  const names = namesAsked(key)
  const conditions = names
    .filter((name) => name !== 'caseId')
    .map((name) => asks[name](asked, 'asked_wait', 'asked_clock'))
  return (caseId: string) => {
    const one = names.includes('caseId') ? sql` and ${sql.ref(caseId)} = ${asked.caseId}::uuid` : sql``
    if (conditions.length === 0) return one
    // By names of their own: the ways to cases have a wait `w` as well.
    return sql`${one} and exists (select from case_wait asked_wait left join clock asked_clock on ${clockOf('asked_clock', 'asked_wait')}
      where asked_wait.commissioner_id = ${theTenant} and asked_wait.case_id = ${sql.ref(caseId)} and ${sql.join(conditions, sql` and `)} offset 0)`
  }
}

/** The tasks of the cases of a page, each once, by its case. */
function tasksOf(reads: Reads, actor: Asking, key: string, of: Which, page: Asked) {
  const roles = rolesWaitedFor(actor)
  const holder = actor.permissions.has('plan:decide')
    ? holderWaitedFor(actor)
    : sql<{ tierRole: string; holderName: string } | null>`null::json`
  const myself = sql<boolean>`(w.party = any(${roles}::text[]) or exists (select from case_member m where m.commissioner_id = ${theTenant}
    and m.case_id = c.case_id and m.actor_id = ${actor.actorId} and place_holds(m.left_at, m.until_on) and m.case_role::text = w.party offset 0)
    or w.party = 'person' and ${standsInForPerson(actor)})`
  return (
    visibleCases(reads, actor, 'any', newestOf(waysToTasks(actor), of, page, { more: ofCases(key, page) }))
      // The few waits of each case by its key (`offset 0` keeps it so), never those of the tenant.
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('case_wait')
            .selectAll()
            .where('case_wait.commissioner_id', '=', theTenant)
            .whereRef('case_wait.case_id', '=', 'c.case_id')
            .offset(0)
            .as('w'),
        (join) => join.onTrue(),
      )
      .leftJoin('clock as k', (join) => join.on(clockOf('k', 'w')))
      .distinctOn(['c.case_id', 'w.subject_id', 'w.subject'])
      .select(['w.subject', 'w.subject_id', 'w.party', 'w.step as wait_step', 'w.since', 'w.clock_kind'])
      // A clock that waits has no day to be due: it is somebody else's turn, whose own time has a clock of its own.
      .select(sql<LocalDate | null>`case when k.paused_on is null then k.due_on end`.as('runs_until'))
      .select([holder.as('holder'), myself.as('myself')])
      .where(sql.join<boolean>([sql`true`, ...namesAsked(key).map((name) => asks[name](page, 'w', 'k'))], sql` and `))
      .where(sql<boolean>`${actor.actorId} <> all(w.not_by)`)
      // How the person can be reached is told to nobody who acts for them, in whatever account.
      .where(sql<boolean>`(w.subject <> 'letter' or not ${actsFor(sql`${actor.actorId}`, sql`c.person_id`)})`)
      .where(sql<boolean>`(${myself} or ${holder} is not null)`)
      .orderBy('c.case_id', 'desc')
      .orderBy('w.subject_id', 'desc')
      .orderBy('w.subject')
      .orderBy('w.place')
  )
}

const newestTasks = eachOf((key: string) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, page: Asked) =>
      tasksOf(reads, actor, key, of, page)
        .$if(of === 'later', (query) =>
          query.where(sql<boolean>`(c.case_id, w.subject_id) < (${page.after}::uuid, ${page.subjectAfter}::uuid)`),
        )
        .limit(page.rows),
    ),
  ),
)

/** After every day that a clock can have: where what has none is in the order of days. */
const lastDay = '9999-12-31' as LocalDate
/** The same in the order of their days, of all that waits for the actor: which of it is due next is known when all of it was read. */
const tasksByDay = eachOf((key: string) =>
  eachPage((of) =>
    preparedByActor((reads: Reads, actor, page: Asked) => {
      const place = sql`coalesce(task.runs_until, ${sql.lit(lastDay)}::date), task.case_id, task.subject_id`
      return reads
        .selectFrom(tasksOf(reads, actor, key, 'first', page).as('task'))
        .selectAll()
        .$if(of === 'later', (query) =>
          query.where(
            sql<boolean>`(${place}) > (${page.dayAfter}::date, ${page.after}::uuid, ${page.subjectAfter}::uuid)`,
          ),
        )
        .orderBy(place)
        .limit(page.rows)
    }),
  ),
)
interface TaskRow extends Task {
  readonly place: string
  readonly of: Case
}

export const taskTold = (row: TaskRow, actor: Actor) => rowTold(row, actor)

/**
 * What waits for the actor, on a role on the case, in a role of their own, or as a delegate: one row more than a page, of the newest cases
 * first or what is due next. A task is one thing that waits, so that a case can be several; where it waits for the actor in two roles, it is one task.
 */
export async function listTasks(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { sort, expand, ...filter }: TaskFilter,
  today: LocalDate,
): Promise<TaskRow[]> {
  const isByDay = sort === 'dueOn'
  const after = page.after?.split(' ') ?? []
  const [day = lastDay, caseAfter = '', subjectAfter = ''] = isByDay ? after : [undefined, ...after]
  const key = Object.keys(filter).sort().join()
  const rows = await (isByDay ? tasksByDay : newestTasks)(key)(page)(reads, actor, {
    ...placesOf(page),
    ...{ dayAfter: day as LocalDate, after: caseAfter, subjectAfter, caseId: '', step: '', dueBy: '' },
    ...filter,
  })
  const found = rows.map((row) => ({ row, of: toCase(row) }))
  const cases = found.map(({ of }) => of)
  const besides = await listToldWithCases(reads, actor, cases, expand)
  return found.map(({ row, of }) => {
    const day = row.runs_until
    const place = `${row.case_id} ${row.subject_id}`
    const party = row.party as Waited
    const step = row.wait_step as Step
    const stands = theirs.includes(party) && actor.roles.some((role) => theirs.includes(role))
    return {
      caseId: row.case_id,
      subject: row.subject as Subject,
      subjectId: row.subject_id,
      waitingFor: party,
      step,
      next: stepWords[step][stands ? 'person' : 'staff'],
      dueOn: day,
      late: day !== null && day < today,
      clock: row.clock_kind as ClockKind | null,
      since: row.since.toISOString(),
      onBehalfOf: row.myself ? null : (row.holder?.holderName ?? null),
      place: isByDay ? `${day ?? lastDay} ${place}` : place,
      ...besides(of),
      of,
    }
  })
}
