import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, done, found } from '../platform/operation.ts'
import { openForWriting } from './open-for-writing.ts'
import { handBallOver } from './repository.ts'
import type { CaseMember } from './schemas.ts'
import { setMemberLeft } from './team-repository.ts'

/** Ends a place on the team, as at a hand-over. What the member did stays on record. */
export async function endCaseMembership(
  tx: Tx,
  context: Context,
  caseId: string,
  memberId: string,
): Promise<Answer<CaseMember>> {
  const { actor, now } = context
  const the = await openForWriting(tx, context, caseId)
  const member = found(await setMemberLeft(tx, actor, caseId, memberId, now))
  if (member.capacity === 'broker') await handBallOver(tx, actor, the)
  await record(tx, actor, {
    type: 'case.member-left',
    subjectId: memberId,
    caseId,
    at: now,
    facts: { capacity: member.capacity },
  })
  return done(member)
}
