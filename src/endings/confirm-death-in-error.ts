import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase, lockCase } from '../case-access/repository.ts'
import type { CaseSummary } from '../cases/schemas.ts'
import { toCaseSummary } from '../cases/views.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { announceEnding } from '../closing/announce-ending.ts'
import { getAnnounced } from '../closing/announced-repository.ts'
import { findLastDeath, setDeath } from '../closing/death-repository.ts'
import { endingNotice, findGuarded } from '../closing/guarded-ending.ts'
import { reopenCase, whyNotReopened } from '../closing/reopen-case.ts'
import { takeBackDeaths } from '../closing/report-death.ts'
import { restoreBegun } from '../closing/restore-begun.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'

/** Confirms that a death was recorded in error, as somebody else said: the case that ended by it goes on as it was. */
export async function confirmDeathInError(tx: Tx, context: Context, caseId: string): Promise<Answer<CaseSummary>> {
  const { actor, now } = context
  await lockWithOthers(tx, actor, caseId)
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'team-manager')
  const report = await findLastDeath(tx, actor, caseId)
  if (budgetCase.ending !== 'died' || report?.outcome !== 'confirmed' || report.errorProposedBy === null)
    throw new Problem('wrong-state', 'Nobody has said that a death by which the case ended was recorded in error')
  await requireSecondPerson(tx, actor, [report.errorProposedBy])
  // Before what is opened again is looked at: nobody has died.
  await setDeath(tx, actor, report.id, {
    outcome: 'in-error',
    error_confirmed_by: actor.actorId,
    error_confirmed_at: now,
  })
  const problem = await whyNotReopened(tx, context, budgetCase)
  if (problem) throw problem
  await reopenCase(tx, context, budgetCase)
  await restoreBegun(tx, context, report.before)
  const { announcedId } = report.before ?? {}
  // With all its days: the person, who was taken for dead, could not call it off.
  if (announcedId) {
    const notice = endingNotice(budgetCase.rules, await findGuarded(tx, context, budgetCase))
    await announceEnding(tx, context, budgetCase, await getAnnounced(tx, actor, announcedId), notice)
  }
  await takeBackDeaths(tx, context, budgetCase, 'staff')
  await stopClock(tx, actor, 'death-confirmation', report.id, londonDate(now))
  await record(tx, actor, { type: 'case.death-taken-back', subjectId: report.id, caseId, at: now })
  await finish(tx, now)
  return done(toCaseSummary(orNotFound(await findCase(tx, actor, caseId))))
}
