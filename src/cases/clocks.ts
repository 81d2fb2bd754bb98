import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import { type Marks, prepared } from '../platform/prepared.ts'
import { type Clock, dueOn, isBreached, resumed } from '../rules/clocks.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { CaseView } from './schemas.ts'

export type ClockKind = CaseView['clocks'][number]['kind']

interface KeptClock extends Clock {
  readonly id: string
  readonly caseId: string
  readonly kind: ClockKind
}

export async function startClock(
  tx: Tx,
  actor: Actor,
  clock: { caseId: string; kind: ClockKind; subjectId: string; workingDays: number },
  today: LocalDate,
): Promise<void> {
  await tx
    .insertInto('clock')
    .values({
      commissioner_id: actor.commissionerId,
      clock_id: v7(),
      case_id: clock.caseId,
      kind: clock.kind,
      subject_id: clock.subjectId,
      started_on: today,
      working_days: clock.workingDays,
      paused_on: null,
      due_on: dueOn(
        { startedOn: today, workingDays: clock.workingDays, pausedWorkingDays: 0, pausedOn: null, stoppedOn: null },
        today,
      ),
      stopped_on: null,
    })
    .execute()
}

/** Stops the clock while the person has the ball. */
export async function pauseClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  today: LocalDate,
): Promise<void> {
  await running(tx, actor, kind, subjectId).set({ paused_on: today }).where('paused_on', 'is', null).execute()
}

/** Starts the clock again where it stood: the working days of the pause do not count. */
export async function resumeClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  today: LocalDate,
): Promise<void> {
  const clock = await findRunning(tx, actor, kind, subjectId)
  if (!clock || clock.pausedOn === null) return
  const { pausedWorkingDays } = resumed(clock, today)
  const due = dueOn({ ...clock, pausedOn: null, pausedWorkingDays }, today)
  await running(tx, actor, kind, subjectId)
    .set({ paused_on: null, paused_working_days: pausedWorkingDays, due_on: due })
    .execute()
}

/** Gives the clock other working days, counted from the day it started. */
export async function extendClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  days: (soFar: number) => number,
  today: LocalDate,
): Promise<void> {
  const clock = await findRunning(tx, actor, kind, subjectId)
  if (!clock) return
  const workingDays = days(clock.workingDays)
  await running(tx, actor, kind, subjectId)
    .set({ working_days: workingDays, due_on: dueOn({ ...clock, workingDays }, today) })
    .execute()
}

export async function stopClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  today: LocalDate,
): Promise<void> {
  await resumeClock(tx, actor, kind, subjectId, today)
  await running(tx, actor, kind, subjectId).set({ stopped_on: today }).execute()
}

/** Stops every clock of a case that ends. */
export async function stopClocks(tx: Tx, actor: Actor, caseId: string, today: LocalDate): Promise<void> {
  await tx
    .updateTable('clock')
    .set({ stopped_on: today })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('stopped_on', 'is', null)
    .execute()
}

type Running = { commissionerId: string; kind: ClockKind; subjectId: string }
const runningClock = prepared((db, at: Marks<Running>) =>
  db
    .selectFrom('clock')
    .selectAll()
    .where('commissioner_id', '=', at.commissionerId)
    .where('kind', '=', at.kind)
    .where('subject_id', '=', at.subjectId)
    .where('stopped_on', 'is', null),
)

async function findRunning(
  reads: Reads,
  { commissionerId }: Actor,
  kind: ClockKind,
  subjectId: string,
): Promise<Clock | undefined> {
  const [row] = await runningClock(reads, { commissionerId, kind, subjectId })
  return row && toClock(row)
}

function running(tx: Tx, actor: Actor, kind: ClockKind, subjectId: string) {
  return tx
    .updateTable('clock')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('stopped_on', 'is', null)
}

interface ClockRow {
  clock_id: string
  case_id: string
  kind: string
  started_on: string
  working_days: number
  paused_working_days: number
  paused_on: string | null
  stopped_on: string | null
}

const toClock = (row: ClockRow): KeptClock => ({
  id: row.clock_id,
  caseId: row.case_id,
  kind: row.kind as ClockKind,
  startedOn: row.started_on,
  workingDays: row.working_days,
  pausedWorkingDays: row.paused_working_days,
  pausedOn: row.paused_on,
  stoppedOn: row.stopped_on,
})

function clocksOf(db: Reads, commissionerId: RawBuilder<string>) {
  return db
    .selectFrom('clock')
    .select([
      'clock_id',
      'case_id',
      'kind',
      'started_on',
      'working_days',
      'paused_working_days',
      'paused_on',
      'stopped_on',
    ])
    .where('commissioner_id', '=', commissionerId)
    .orderBy('clock_id')
}

const clocksOfCase = prepared((db, at: Marks<{ commissionerId: string; caseId: string }>) =>
  clocksOf(db, at.commissionerId).where('case_id', '=', at.caseId),
)

/** The clocks of a case, oldest first. */
export async function listClocks(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<KeptClock[]> {
  return (await clocksOfCase(reads, { commissionerId, caseId })).map(toClock)
}

const runningClocks = prepared((db, at: Marks<{ commissionerId: string; caseIds: readonly string[] }>) =>
  clocksOf(db, at.commissionerId)
    .where('case_id', '=', sql<string>`any(${at.caseIds})`)
    .where('stopped_on', 'is', null),
)

/** The clocks of these cases that run, oldest first. */
export async function listRunningClocks(
  reads: Reads,
  { commissionerId }: Actor,
  caseIds: readonly string[],
): Promise<KeptClock[]> {
  if (caseIds.length === 0) return []
  return (await runningClocks(reads, { commissionerId, caseIds })).map(toClock)
}

export function toClockView(clock: KeptClock, today: LocalDate): CaseView['clocks'][number] {
  return {
    kind: clock.kind,
    startedOn: clock.startedOn,
    dueOn: dueOn(clock, today),
    workingDays: clock.workingDays,
    paused: clock.pausedOn !== null && clock.stoppedOn === null,
    stoppedOn: clock.stoppedOn,
    breached: isBreached(clock, today),
  }
}
