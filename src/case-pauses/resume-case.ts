import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { endPause } from './end-pause.ts'
import { findOpenPause } from './repository.ts'
import type { CasePause } from './schemas.ts'

/** The person goes on, before the last day of their pause or where it has none. */
export async function resumeCase(tx: Tx, context: Context, caseId: string): Promise<Answer<CasePause>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, caseId, as, 'resumeCase')
  const pause = await findOpenPause(tx, actor, caseId)
  if (!pause) throw new Problem('wrong-state', 'The case is not paused')
  return done(await endPause(tx, context, budgetCase, pause, londonDate(now), 'person'))
}
