import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Clock, ClockKind, Pause } from '../rules/progress/clocks.ts'

export interface KeptClock extends Clock {
  readonly id: string
  readonly caseId: string
  readonly kind: ClockKind
  readonly subjectId: string
  readonly pauses: readonly Pause[]
}

type Row = Selectable<Database['clock']> & { pauses: Pause[] }

const toClock = (row: Row): KeptClock => ({
  id: row.clock_id,
  caseId: row.case_id,
  kind: row.kind,
  subjectId: row.subject_id,
  startedOn: row.started_on,
  workingDays: row.working_days,
  pausedWorkingDays: row.paused_working_days,
  pausedOn: row.paused_on,
  stoppedOn: row.stopped_on,
  fixedOn: row.fixed_on,
  pauses: row.pauses,
})

/** The pauses of the clock `k`. */
const pausesOfClock = sql<
  Pause[]
>`coalesce((select json_agg(json_build_object('from', p.from_on, 'to', p.to_on, 'because', p.because) order by p.clock_pause_id)
  from clock_pause p where p.commissioner_id = ${theTenant} and p.clock_id = k.clock_id), '[]')`

/** Clocks, each with its pauses, oldest first. */
function clocks(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('clock as k')
    .selectAll('k')
    .select(pausesOfClock.as('pauses'))
    .where('k.commissioner_id', '=', actor.commissionerId)
    .orderBy('k.clock_id')
}

export async function findClock(reads: Reads, actor: Actor, clockId: string): Promise<KeptClock | undefined> {
  const row = await clocks(reads, actor).where('k.clock_id', '=', clockId).executeTakeFirst()
  return row && toClock(row)
}

export async function findRunning(
  reads: Reads,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
): Promise<KeptClock | undefined> {
  const row = await clocks(reads, actor)
    .where('k.kind', '=', kind)
    .where('k.subject_id', '=', subjectId)
    .where('k.stopped_on', 'is', null)
    .executeTakeFirst()
  return row && toClock(row)
}

/** The clocks of a case that stand still because the person paused it. */
export async function listPausedByPerson(reads: Reads, actor: Actor, caseId: string): Promise<KeptClock[]> {
  const rows = await clocks(reads, actor)
    .where('k.case_id', '=', caseId)
    .where('k.paused_on', 'is not', null)
    .where('k.stopped_on', 'is', null)
    .execute()
  const byPerson = ({ pauses }: KeptClock) =>
    pauses.some(({ to, because }) => to === null && because === 'person-paused')
  return rows.map(toClock).filter(byPerson)
}

/** The clock of a kind that stopped last. */
export async function findLastStopped(
  reads: Reads,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
): Promise<KeptClock | undefined> {
  const rows = await clocks(reads, actor)
    .where('k.kind', '=', kind)
    .where('k.subject_id', '=', subjectId)
    .where('k.stopped_on', 'is not', null)
    .execute()
  const row = rows.at(-1)
  return row && toClock(row)
}

/** The clock of a kind that stopped last, unless a plan of its case was decided on since. */
export async function findStoppedBeforeDecision(
  reads: Reads,
  actor: Actor,
  { caseId, kind, subjectId }: Pick<KeptClock, 'caseId' | 'kind' | 'subjectId'>,
): Promise<KeptClock | undefined> {
  const rows = await clocks(reads, actor)
    .where('k.case_id', '=', caseId)
    .where('k.kind', '=', kind)
    .where('k.subject_id', '=', subjectId)
    .where('k.stopped_on', 'is not', null)
    .where(
      sql<boolean>`not exists (select from decision d where d.commissioner_id = ${theTenant} and d.case_id = k.case_id
        and d.subject = 'support-plan' and d.decision_id > k.clock_id)`,
    )
    .execute()
  const row = rows.at(-1)
  return row && toClock(row)
}

/** The clocks of the case `c`, oldest first, in the row that is read anyway. */
export const clocksOfCase = sql<
  KeptClock[]
>`coalesce((select json_agg(json_build_object('id', k.clock_id, 'caseId', k.case_id, 'kind', k.kind, 'subjectId', k.subject_id,
    'startedOn', k.started_on, 'workingDays', k.working_days, 'pausedWorkingDays', k.paused_working_days, 'pausedOn', k.paused_on,
    'stoppedOn', k.stopped_on, 'fixedOn', k.fixed_on, 'pauses', ${pausesOfClock}) order by k.clock_id)
  from clock k where k.commissioner_id = ${theTenant} and k.case_id = c.case_id), '[]')`.as('clocks')

/** The running clock of a kind, to be changed. */
export function running(tx: Tx, actor: Actor, kind: ClockKind, subjectId: string) {
  return tx
    .updateTable('clock')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('stopped_on', 'is', null)
}
