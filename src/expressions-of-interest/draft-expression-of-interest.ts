import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { mayDraftExpression } from '../rules/progress/may.ts'
import { insertExpression } from './repository.ts'
import type { ExpressionOfInterest, NewExpressionOfInterest } from './schemas.ts'

/** Who may write a draft: the person, whoever acts for them, staff, or the trust's system. Only a human sends it, as the person's words. */
export const makers = ['person', 'representative', 'care-coordinator', 'commissioner-officer', 'machine'] as const

/** Begins an expression of interest. A draft may be as empty as the person needs it to be. */
export async function draftExpressionOfInterest(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewExpressionOfInterest>,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const [budgetCase, facts] = await Promise.all([openForWriting(tx, context, caseId), factsOf(tx, context, caseId)])
  const madeAs = requireCaseRole(budgetCase, actor, ...makers)
  orThrow(mayDraftExpression(facts))
  const { version, ...expression } = insertExpression(tx, actor, { caseId, content: input, madeAs }, now)
  await record(tx, actor, {
    type: 'expression-of-interest.drafted',
    subjectId: expression.id,
    caseId,
    at: now,
    facts: { madeAs },
  })
  return created(expression, `/v1/expressions-of-interest/${expression.id}`, version)
}
