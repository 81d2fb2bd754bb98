import type { LockedCase } from '../case-access/case.ts'
import type { Decision } from '../decisions/schemas.ts'
import { lookAtRequest } from '../off-plan-requests/look-at-request.ts'
import { findRequest } from '../off-plan-requests/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { lookAtLines } from '../spending-checks/look-at-lines.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import type { Plan } from '../support-plans/repository.ts'
import { lookAtClaim } from '../waiting-claims/look-at-claim.ts'
import { findClaim } from '../waiting-claims/repository.ts'

/** Looks at the words of what is agreed as a whole where an appeal is won: a plan, a request or a claim. Gives the refusal, for `refusedAfter`. */
export async function lookAtWon(
  tx: Tx,
  context: Context,
  budgetCase: Pick<LockedCase, 'id' | 'rules'>,
  { subject, subjectId }: Pick<Decision, 'subject' | 'subjectId'>,
  plan: Plan | undefined,
): Promise<Problem | undefined> {
  if (plan) return lookAtLines(tx, context, budgetCase, plan)
  if (subject === 'off-plan-request') {
    const request = orNotFound(await findRequest(tx, context.actor, subjectId))
    return refusalOf(await lookAtRequest(tx, context, budgetCase, request, request.amountPence))
  }
  if (subject !== 'waiting-claim') return undefined
  const claim = orNotFound(await findClaim(tx, context.actor, subjectId))
  return refusalOf(await lookAtClaim(tx, context, budgetCase, claim, claim.amountPence))
}
