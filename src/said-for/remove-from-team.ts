import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { recordGiverLeft } from '../case-team/record-giver-left.ts'
import { setMemberLeft } from '../case-team/repository.ts'
import { requireUninvolved } from '../case-team/require-uninvolved.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { speaksForPerson } from '../rules/people/team.ts'
import { londonDate } from '../shared/dates.ts'
import { keepSaidFor } from './keep-said-for.ts'
import type { Removal } from './schemas.ts'

/**
 * Removes who acts or speaks for the person, by an officer who has no part in the case, with a reason. The person is told, and their no gives the
 * place back; after it nobody removes them again before somebody independent has looked. Of a case that has ended too.
 */
export async function removeFromTeam(
  tx: Tx,
  context: Context,
  caseId: string,
  memberId: string,
  { reason, evidence }: Static<typeof Removal>,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const today = londonDate(now)
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  const as = requireCaseRole(budgetCase, actor, 'commissioner-officer')
  await requireUninvolved(tx, actor, budgetCase)
  const member = orNotFound(await setMemberLeft(tx, actor, caseId, memberId, now))
  if (!speaksForPerson(member.caseRole))
    throw new Problem('wrong-state', 'They neither act nor speak for the person: end their place by a departure')
  await stopClock(tx, actor, 'representation', memberId, today)
  await record(tx, actor, {
    type: 'case.member-left',
    subjectId: memberId,
    caseId,
    at: now,
    facts: { caseRole: member.caseRole, because: 'removed' },
  })
  await recordGiverLeft(tx, context, caseId, member)
  await keepSaidFor(tx, context, budgetCase, {
    ...{ kind: 'removal', subjectId: memberId, as, words: reason },
    saidFor: { saidOn: today, how: null, present: null, evidence },
  })
  return done(member)
}
