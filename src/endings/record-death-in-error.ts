import type { Static } from '@sinclair/typebox'
import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase, lockCase } from '../case-access/repository.ts'
import type { CaseSummary } from '../cases/schemas.ts'
import { toCaseSummary } from '../cases/views.ts'
import { startClock } from '../clocks/running-repository.ts'
import { findLastDeath, setDeath } from '../closing/death-repository.ts'
import { takeBackDeaths } from '../closing/report-death.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { deathWorkingDays } from '../rules/progress/endings.ts'
import { londonDate } from '../shared/dates.ts'
import type { DeathInError } from './schemas.ts'

/**
 * Says that the person is alive. A death that nobody has confirmed is taken back by it at once; where the case has ended by one, somebody else
 * confirms that it was an error.
 */
export async function recordDeathInError(
  tx: Tx,
  context: Context,
  caseId: string,
  { evidence }: Static<typeof DeathInError>,
): Promise<Answer<CaseSummary>> {
  const { actor, now } = context
  await lockWithOthers(tx, actor, caseId)
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'team-manager')
  if (budgetCase.endedAt === null) {
    if (!(await takeBackDeaths(tx, context, budgetCase, 'staff')))
      throw new Problem('wrong-state', 'No death is recorded')
  } else {
    const report = await findLastDeath(tx, actor, caseId)
    if (budgetCase.ending !== 'died' || report?.outcome !== 'confirmed')
      throw new Problem('wrong-state', 'The case has not ended by a death that can be taken back')
    await setDeath(tx, actor, report.id, {
      error_evidence: evidence,
      error_proposed_by: actor.actorId,
      error_proposed_at: now,
    })
    if (report.errorProposedBy === null) {
      const clock = { caseId, kind: 'death-confirmation', subjectId: report.id, workingDays: deathWorkingDays } as const
      await startClock(tx, actor, clock, londonDate(now))
    }
    await record(tx, actor, { type: 'case.death-error-proposed', subjectId: report.id, caseId, at: now })
  }
  await finish(tx, now)
  return done(toCaseSummary(orNotFound(await findCase(tx, actor, caseId))))
}
