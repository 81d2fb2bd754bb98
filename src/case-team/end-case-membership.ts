import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { speaksForPerson } from '../rules/people/team.ts'
import { londonDate } from '../shared/dates.ts'
import { recordGiverLeft } from './record-giver-left.ts'
import { setMemberLeft } from './repository.ts'
import type { CaseMember } from './schemas.ts'

/**
 * Ends a place on the team, as at a hand-over, and of a case that has ended too. What the member did stays on record. The person cannot be removed from their own case, and who
 * acts or speaks for them is sent away by the person alone, unless somebody uninvolved removes them with a reason.
 */
export async function endCaseMembership(
  tx: Tx,
  context: Context,
  caseId: string,
  memberId: string,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  const member = orNotFound(await setMemberLeft(tx, actor, caseId, memberId, now))
  if (member.caseRole === 'person') throw new Problem('person-stays')
  const ofOwn = member.caseRole === 'broker' && member.organisationId === actor.organisationId
  if (!speaksForPerson(member.caseRole))
    requireCaseRole(
      budgetCase,
      actor,
      ...(['care-coordinator', 'commissioner-officer', 'team-manager', 'machine'] as const),
      ...(ofOwn ? (['brokerage-coordinator'] as const) : []),
    )
  else if (member.actorId !== actor.actorId) requireCaseRole(budgetCase, actor, 'person')
  await stopClock(tx, actor, 'representation', memberId, londonDate(now))
  await record(tx, actor, {
    type: 'case.member-left',
    subjectId: memberId,
    caseId,
    at: now,
    facts: { caseRole: member.caseRole },
  })
  await recordGiverLeft(tx, context, caseId, member)
  return done(member)
}
