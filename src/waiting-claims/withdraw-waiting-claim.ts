import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { openClaim, requireWaiting } from './open-claim.ts'
import { told } from './repository.ts'
import type { WaitingClaim } from './schemas.ts'
import { takeBackClaim } from './take-back-claim.ts'

/** It is not claimed any more: by the person, or who acts for them, while it waits. */
export async function withdrawWaitingClaim(tx: Tx, context: Context, id: string): Promise<Answer<WaitingClaim>> {
  const { actor, now } = context
  const { budgetCase, claim } = await openClaim(tx, context, id)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, budgetCase.id, as, 'withdrawWaitingClaim')
  requireWaiting(claim)
  const after = await takeBackClaim(tx, context, claim)
  await record(tx, actor, {
    type: 'waiting-claim.withdrawn',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { as },
  })
  return done(told(after))
}
