import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { newId } from '../platform/work/new-id.ts'
import { type ClockKind, dueOn, goesOnLate, isBreached, type PauseReason, resumed } from '../rules/progress/clocks.ts'
import type { LocalDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import {
  findClock,
  findLastStopped,
  findRunning,
  findStoppedBeforeDecision,
  type KeptClock,
  running,
} from './repository.ts'

/** Of so many working days, or due on a day that was set. */
type NewClock = {
  readonly caseId: string
  readonly kind: ClockKind
  readonly subjectId: string
} & (
  | { readonly workingDays: number; readonly fixedOn?: never }
  | { readonly fixedOn: LocalDate; readonly workingDays?: never }
)

/** Starts a clock of so many working days, or one that is due on a day that was set; one that was late and is wanted again goes on. */
export async function startClock(
  tx: Tx,
  actor: Actor,
  clock: NewClock,
  today: LocalDate,
): Promise<'began' | 'goes-on'> {
  const fixedOn = clock.fixedOn ?? null
  // Where a day is set, working days do not count.
  const workingDays = clock.workingDays ?? 1
  const before = goesOnLate(clock.kind) ? await findStoppedBeforeDecision(tx, actor, clock) : undefined
  if (before && isBreached(before, today) && before.fixedOn === fixedOn) {
    // The tier that a plan goes to again has its own days before it is passed up.
    const escalateOn = clock.kind === 'plan-decision' ? workingDaysAfter(today, workingDays) : null
    await startAgain(tx, actor, before, 'taken-back', today, escalateOn)
    return 'goes-on'
  }
  insertMany(tx, 'clock', [
    {
      commissioner_id: actor.commissionerId,
      clock_id: newId(),
      case_id: clock.caseId,
      kind: clock.kind,
      subject_id: clock.subjectId,
      started_on: today,
      working_days: workingDays,
      fixed_on: fixedOn,
      paused_on: null,
      due_on: dueOn(
        { startedOn: today, workingDays, fixedOn, pausedWorkingDays: 0, pausedOn: null, stoppedOn: null },
        today,
      ),
      stopped_on: null,
    },
  ])
  return 'began'
}

/** Stops the clock while the person needs to act, and keeps from when and why. */
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
    insertPause(tx, actor, clock.id, because, today, null),
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
  await endPause(tx, actor, clock, today)
}

async function endPause(tx: Tx, actor: Actor, clock: KeptClock, today: LocalDate): Promise<void> {
  const { pausedWorkingDays } = resumed(clock, today)
  const due = dueOn({ ...clock, pausedOn: null, pausedWorkingDays }, today)
  await Promise.all([
    ofClock(tx, actor, clock.id)
      .set({ paused_on: null, paused_working_days: pausedWorkingDays, due_on: due, ...unreported(due, today) })
      .execute(),
    openPauses(tx, actor).where('clock_id', '=', clock.id).set({ to_on: today }).execute(),
  ])
}

/** A clock that is due later than today is late no longer, and would be reported anew. */
const unreported = (due: LocalDate, today: LocalDate) => (due >= today ? { reported_on: null } : {})

function ofClock(tx: Tx, actor: Actor, clockId: string) {
  return tx.updateTable('clock').where('commissioner_id', '=', actor.commissionerId).where('clock_id', '=', clockId)
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
  const due = dueOn(extended, today)
  await running(tx, actor, kind, subjectId)
    .set({ working_days: workingDays, due_on: due, ...unreported(due, today) })
    .execute()
  return extended
}

/** Stops the clock, in the first statement that it sends: whoever moves the case on after it finds it stopped. */
export async function stopClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  on: LocalDate,
): Promise<void> {
  const stopped = await running(tx, actor, kind, subjectId)
    .set({ stopped_on: on })
    .returning(['clock_id', 'paused_on'])
    .executeTakeFirst()
  if (!stopped || stopped.paused_on === null) return
  const clock = await findClock(tx, actor, stopped.clock_id)
  if (clock) await endPause(tx, actor, clock, on)
}

/**
 * Starts a clock again that had stopped, where it stood: what it measures was undone. The working days in between do not count, and
 * are itemised as a pause; what was reported as late and still is stays so.
 */
export async function restartClock(
  tx: Tx,
  actor: Actor,
  kind: ClockKind,
  subjectId: string,
  because: PauseReason,
  today: LocalDate,
): Promise<void> {
  const clock = await findLastStopped(tx, actor, kind, subjectId)
  if (clock) await startAgain(tx, actor, clock, because, today)
}

async function startAgain(
  tx: Tx,
  actor: Actor,
  clock: KeptClock,
  because: PauseReason,
  today: LocalDate,
  escalateOn: LocalDate | null = null,
): Promise<void> {
  if (clock.stoppedOn === null) return
  const again = resumed({ ...clock, pausedOn: clock.stoppedOn, stoppedOn: null }, today)
  const due = dueOn(again, today)
  await Promise.all([
    ofClock(tx, actor, clock.id)
      .set({
        stopped_on: null,
        paused_working_days: again.pausedWorkingDays,
        due_on: due,
        escalate_on: escalateOn,
        ...unreported(due, today),
      })
      .execute(),
    insertPause(tx, actor, clock.id, because, clock.stoppedOn, today),
  ])
}

function insertPause(
  tx: Tx,
  { commissionerId }: Actor,
  clockId: string,
  because: PauseReason,
  from: LocalDate,
  to: LocalDate | null,
) {
  return tx
    .insertInto('clock_pause')
    .values({
      commissioner_id: commissionerId,
      clock_pause_id: newId(),
      clock_id: clockId,
      because,
      from_on: from,
      to_on: to,
    })
    .execute()
}

/** Stops the clocks of a case that ends, save those of an appeal or of what the person says was not them, which may open the case again, of what they are to be paid back, and of words that somebody looks at still. */
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
      .where('kind', 'not in', [
        'appeal-acceptance',
        'appeal-decision',
        'objection',
        'representation',
        'claim-decision',
        'words-decision',
        'vetting',
      ])
      .where('stopped_on', 'is', null)
      .execute(),
  ])
}
