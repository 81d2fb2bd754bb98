import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { findOpenPause, insertPause } from './repository.ts'
import type { CasePause, NewCasePause } from './schemas.ts'

/** The person pauses their case, or who acts for them does (P17: slowing down without losing their place). The clocks of what is owed to them stand still by that. */
export async function pauseCase(
  tx: Tx,
  context: Context,
  caseId: string,
  { until, words }: Static<typeof NewCasePause>,
): Promise<Answer<CasePause>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const pausedAs = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, caseId, pausedAs, 'pauseCase')
  if (await findOpenPause(tx, actor, caseId)) throw new Problem('wrong-state', 'The case is paused already')
  const from = londonDate(now)
  if (until !== null && until < from) throw invalidAt('/until', 'The last day is today or later')
  const pause: CasePause = {
    id: newId(),
    caseId,
    from,
    until,
    words,
    pausedAs,
    pausedAt: now.toISOString(),
    endedOn: null,
    endedAt: null,
  }
  await insertPause(tx, actor, pause, now)
  await record(tx, actor, { type: 'case.paused', subjectId: caseId, caseId, at: now, facts: { until, pausedAs } })
  return created(pause, `/v1/cases/${caseId}/pauses`)
}
