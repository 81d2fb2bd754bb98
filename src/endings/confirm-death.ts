import type { Static } from '@sinclair/typebox'
import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findOpenDeath } from '../closing/death-repository.ts'
import { endByDeath } from '../closing/report-death.ts'
import { findPersonSubject } from '../people/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { mayEndOn } from '../rules/progress/endings.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { answerEnded, recordEnded } from './ended.ts'
import type { CaseEnded, DeathConfirmation } from './schemas.ts'

/** Confirms a death that somebody else recorded, with the day and by what it is known: the agreed budget ends by it, and its case. */
export async function confirmDeath(
  tx: Tx,
  context: Context,
  caseId: string,
  { on, evidence }: Static<typeof DeathConfirmation>,
): Promise<Answer<CaseEnded>> {
  const { actor, now } = context
  // That somebody died is shown of them, and changes their record.
  await lockWithOthers(tx, actor, caseId)
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'team-manager')
  const report = await findOpenDeath(tx, actor, caseId)
  if (!report) throw new Problem('wrong-state', 'No death is waiting to be confirmed')
  await requireSecondPerson(tx, actor, [report.reportedBy])
  if (report.contestableUntil !== null && londonDate(now) <= report.contestableUntil)
    throw new Problem('person-not-heard', `They can say so until ${dateInWords(report.contestableUntil)}`)
  const { bornOn } = orNotFound(await findPersonSubject(tx, actor.commissionerId, budgetCase.personId))
  orThrow(mayEndOn('died', on, { bornOn, openedOn: londonDate(budgetCase.openedAt), today: londonDate(now) }))
  const releasedPence = await endByDeath(tx, context, budgetCase, report, { on, evidence })
  await recordEnded(tx, context, budgetCase, { ending: 'died', on, as, releasedPence })
  return answerEnded(tx, context, caseId, { on, releasedPence })
}
