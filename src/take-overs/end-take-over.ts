import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord } from '../rules/people/recording.ts'
import type { TakeOverEnd } from '../rules/planning/take-overs.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findTakeOver, findTakeOverOn, setTakeOverEnded } from './repository.ts'
import type { NewTakeOverEnd, TakeOver } from './schemas.ts'

/** The person says that they manage again, or the care coordinator records that they said so: it is over at once, and nobody has to agree. */
export async function endTakeOver(
  tx: Tx,
  context: Context,
  id: string,
  { words, saidFor = null }: Static<typeof NewTakeOverEnd>,
): Promise<Answer<TakeOver>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'take_over', id }),
    findTakeOver(tx, actor, id),
  ])
  const takeOver = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'person', 'care-coordinator')
  if (takeOver.endedAt !== null) throw new Problem('wrong-state', 'This is over already')
  orThrow(mayRecord(as, { words, saidFor }, londonDate(new Date(takeOver.beganAt)), londonDate(now)))
  await keepSaidFor(tx, context, budgetCase, { kind: 'take-over-end', subjectId: id, as, words, saidFor })
  return done(await end(tx, context, takeOver, 'person'))
}

/** On the day after its last, whenever that is found: several instances and a restart make no difference. */
export async function endOnLastDay(
  tx: Tx,
  context: Context,
  _: LockedCase,
  { subjectId }: KeptClock,
): Promise<Escalation> {
  const takeOver = await findTakeOver(tx, context.actor, subjectId)
  if (takeOver?.endedAt === null) await end(tx, context, takeOver, 'last-day')
  return 'reported'
}

/** Ends the one that is on, where there is one. */
export async function endTakeOverOn(tx: Tx, context: Context, caseId: string, because: TakeOverEnd): Promise<void> {
  const on = await findTakeOverOn(tx, context.actor, caseId)
  if (on) await end(tx, context, on, because)
}

async function end(tx: Tx, { actor, now }: Context, takeOver: TakeOver, because: TakeOverEnd): Promise<TakeOver> {
  const { id, caseId } = takeOver
  await setTakeOverEnded(tx, actor, id, { because, at: now })
  await stopClock(tx, actor, 'take-over', id, londonDate(now))
  await record(tx, actor, { type: 'take-over.ended', subjectId: id, caseId, at: now, facts: { because } })
  return { ...takeOver, endedAt: now.toISOString(), endedBecause: because }
}
