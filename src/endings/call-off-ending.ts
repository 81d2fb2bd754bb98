import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import type { CaseSummary } from '../cases/schemas.ts'
import { toCaseSummary } from '../cases/views.ts'
import { callOff } from '../closing/announce-ending.ts'
import { takeBackDeaths } from '../closing/report-death.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'

/** The person says that their budget is not to end: one act, without reasons, and it goes on as it is. */
export async function callOffEnding(tx: Tx, context: Context, caseId: string): Promise<Answer<CaseSummary>> {
  const { actor, now } = context
  await lockWithOthers(tx, actor, caseId)
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  // Whoever says it themselves is alive.
  const alive = as === 'person' && (await takeBackDeaths(tx, context, budgetCase, 'person'))
  if (!(await callOff(tx, context, caseId)) && !alive)
    throw new Problem('wrong-state', 'No end of the budget is announced')
  await finish(tx, now)
  return done(toCaseSummary(orNotFound(await findCase(tx, actor, caseId))))
}
