import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { isPersons } from '../rules/planning/line-pauses.ts'
import { londonDate } from '../shared/dates.ts'
import { findPause, setResumed } from './repository.ts'
import type { LinePause } from './schemas.ts'

/** Has a line begin again today, before the last day of its pause. */
export async function resumeLine(tx: Tx, context: Context, id: string): Promise<Answer<LinePause>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'line_pause', id }),
    findPause(tx, actor, id),
  ])
  const pause = orNotFound(held)
  // What the person paused begins again when they say so.
  const as = isPersons(pause.pausedAs)
    ? requireCaseRole(budgetCase, actor, 'person', 'representative')
    : requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator', 'broker')
  await requireMandate(tx, actor, budgetCase.id, as, 'resumeLine')
  const today = londonDate(now)
  if (pause.resumedOn !== null || (pause.until !== null && pause.until < today))
    throw new Problem('wrong-state', 'The line is paused no longer')
  await setResumed(tx, actor, id, today)
  await record(tx, actor, {
    type: 'plan-line.resumed',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { line: pause.line, resumedOn: today },
  })
  return done({ ...pause, resumedOn: today })
}
