import type { LockedCase } from '../case-access/case.ts'
import { factsOf } from '../case-access/open-for-writing.ts'
import { listPausedByPerson } from '../clocks/repository.ts'
import { pauseClock, resumeClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { shiftReviews } from '../reviews/repository.ts'
import { daysBetween, type LocalDate } from '../shared/dates.ts'
import { setPauseEnded } from './repository.ts'
import type { CasePause } from './schemas.ts'

/**
 * Ends a pause on its first day after: clocks run again with the days that were left of them, and a review has as many days before it as it had. What
 * the person was asked meanwhile waits for them as it would have.
 */
export async function endPause(
  tx: Tx,
  context: Context,
  { id: caseId }: Pick<LockedCase, 'id'>,
  pause: CasePause,
  on: LocalDate,
  endedBy: 'person' | 'last-day',
): Promise<CasePause> {
  const { actor, now } = context
  const [{ expression }, paused] = await Promise.all([
    factsOf(tx, context, caseId),
    listPausedByPerson(tx, actor, caseId),
  ])
  await Promise.all(paused.map(({ kind, subjectId }) => resumeClock(tx, actor, kind, subjectId, on)))
  if (expression?.status === 'information-requested' && expression.answerBy === 'person')
    await pauseClock(tx, actor, 'expression-decision', expression.id, 'information-requested', on)
  await shiftReviews(tx, actor, caseId, daysBetween(pause.from, on), new Date(pause.pausedAt))
  await setPauseEnded(tx, actor, pause.id, on, now)
  await record(tx, actor, {
    type: 'case.resumed',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { pausedOn: pause.from, resumedOn: on, endedBy },
  })
  return { ...pause, endedOn: on, endedAt: now.toISOString() }
}
