import type { LockedCase } from '../case-access/case.ts'
import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import {
  type Escalation,
  type Found,
  isSettled,
  listOverdue,
  mostInBatch,
  setSettled,
} from '../clocks/overdue-repository.ts'
import { findClock, type KeptClock } from '../clocks/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { type ClockKind, isBreached } from '../rules/progress/clocks.ts'
import { londonDate } from '../shared/dates.ts'

/** What follows from the breach of a clock. Runs under the lock on the case. */
export type OnBreach = (tx: Tx, context: Context, budgetCase: LockedCase, clock: KeptClock) => Promise<Escalation>

/** Every kind of clock is handled: one that nobody handles would be late and nobody's. */
export type BreachHandlers = Readonly<Record<ClockKind, OnBreach>>

/** Thrown where what follows was begun and cannot be: nothing of it is kept, and this is done in a transaction of its own. */
export class DoneInstead extends Error {
  readonly work: OnBreach
  constructor(work: OnBreach) {
    super('something else is done instead')
    this.work = work
  }
}

/**
 * Does what follows from every clock that is past its day, and says for how many. There is no queue: what is to be done is read off
 * the clocks themselves, so whatever a process leaves behind when it dies is found by the next. Each case is done in a transaction of its own;
 * one that somebody works on just now is left for the next sweep, so several instances never do the same twice.
 */
export async function sweepBreaches(
  { database, now }: Platform,
  handlers: BreachHandlers,
  closing?: AbortSignal,
): Promise<number> {
  const tenants = await listTenants(database)
  let done = 0
  let failed: unknown
  for (const { commissionerId } of tenants) {
    const context: Context = { actor: systemActor(commissionerId), now: now(commissionerId), ifMatch: undefined }
    for (let after: Found | undefined; ; ) {
      const overdue = await listOverdue(database, context, after)
      for (const found of overdue) {
        if (closing?.aborted) return done
        after = found
        try {
          if (await settleOrInstead(database, context, found, handlers)) done += 1
        } catch (error) {
          // One case that cannot be done does not hold up the others.
          failed = error
        }
      }
      if (overdue.length < mostInBatch) break
    }
  }
  if (failed !== undefined) throw failed
  return done
}

async function settleOrInstead(
  database: Platform['database'],
  context: Context,
  found: Found,
  handlers: BreachHandlers,
): Promise<boolean> {
  try {
    return await database.write(context.actor, (tx) => settle(tx, context, found, (kind) => handlers[kind]))
  } catch (error) {
    if (!(error instanceof DoneInstead)) throw error
    return database.write(context.actor, (tx) => settle(tx, context, found, () => error.work))
  }
}

/** Whether something followed. The clock is looked at again under the lock: what was found may have been decided since. */
async function settle(
  tx: Tx,
  context: Context,
  found: Found,
  handlerOf: (kind: ClockKind) => OnBreach,
): Promise<boolean> {
  const { actor, now } = context
  if (!(await lockUnlessHeld(tx, actor, found.caseId))) return false
  const [budgetCase, clock, settled] = await Promise.all([
    lockCase(tx, actor, found.caseId),
    findClock(tx, actor, found.clockId),
    isSettled(tx, actor, found.clockId, londonDate(now)),
  ])
  if (!budgetCase || !clock || settled || clock.stoppedOn !== null || !isBreached(clock, londonDate(now))) return false
  await setSettled(tx, actor, clock.id, await handlerOf(clock.kind)(tx, context, budgetCase, clock), londonDate(now))
  return true
}
