import { v7 } from 'uuid'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { dueOn, type PauseReason, resumed } from '../rules/clocks.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type ClockKind, findRunning, type KeptClock, running } from './clock-repository.ts'

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

/** Stops the clock while the person has the ball, and keeps from when and why. */
export async function pauseClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  because: PauseReason,
  today: LocalDate,
): Promise<void> {
  const clock = await findRunning(tx, actor, kind, subjectId)
  if (!clock || clock.pausedOn !== null) return
  await Promise.all([
    running(tx, actor, kind, subjectId).set({ paused_on: today }).execute(),
    tx
      .insertInto('clock_pause')
      .values({
        commissioner_id: actor.commissionerId,
        clock_pause_id: v7(),
        clock_id: clock.id,
        because,
        from_on: today,
        to_on: null,
      })
      .execute(),
  ])
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
  await Promise.all([
    running(tx, actor, kind, subjectId)
      .set({ paused_on: null, paused_working_days: pausedWorkingDays, due_on: due })
      .execute(),
    openPauses(tx, actor).where('clock_id', '=', clock.id).set({ to_on: today }).execute(),
  ])
}

function openPauses(tx: Tx, actor: Actor) {
  return tx.updateTable('clock_pause').where('commissioner_id', '=', actor.commissionerId).where('to_on', 'is', null)
}

/** Gives the clock other working days, counted from the day it started. */
export async function extendClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  days: (soFar: number) => number,
  today: LocalDate,
): Promise<KeptClock | undefined> {
  const clock = await findRunning(tx, actor, kind, subjectId)
  if (!clock) return undefined
  const workingDays = days(clock.workingDays)
  const extended = { ...clock, workingDays }
  await running(tx, actor, kind, subjectId)
    .set({ working_days: workingDays, due_on: dueOn(extended, today) })
    .execute()
  return extended
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

/** Stops the clocks of a case that ends, save those of an appeal: it is decided all the same, and may open the case again. */
export async function stopClocks(tx: Tx, actor: Actor, caseId: string, today: LocalDate): Promise<void> {
  await Promise.all([
    openPauses(tx, actor)
      .where('clock_id', 'in', (eb) =>
        eb
          .selectFrom('clock')
          .select('clock_id')
          .where('commissioner_id', '=', actor.commissionerId)
          .where('case_id', '=', caseId),
      )
      .set({ to_on: today })
      .execute(),
    tx
      .updateTable('clock')
      .set({ stopped_on: today })
      .where('commissioner_id', '=', actor.commissionerId)
      .where('case_id', '=', caseId)
      .where('kind', 'not in', ['appeal-acceptance', 'appeal-decision'])
      .where('stopped_on', 'is', null)
      .execute(),
  ])
}
