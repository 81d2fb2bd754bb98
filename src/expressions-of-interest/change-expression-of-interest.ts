import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { makers } from './draft-expression-of-interest.ts'
import { openExpression, withoutVersion } from './open-expression.ts'
import { setExpression } from './repository.ts'
import type { ExpressionOfInterest, ExpressionOfInterestPatch, NewExpressionOfInterest } from './schemas.ts'

/** Changes a draft. What was sent is never changed: more is said in answer to questions. */
export async function changeExpressionOfInterest(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof ExpressionOfInterestPatch>,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const { budgetCase, expression } = await openExpression(tx, context, id, 'draft')
  requireCaseRole(budgetCase, actor, ...makers)
  const { goals, basis, targetGroup, answers, unpaidSupport } = expression
  const before = { goals, basis, targetGroup, answers, ...(unpaidSupport && { unpaidSupport }) }
  const content = mergePatch<Static<typeof NewExpressionOfInterest>>(before, patch)
  await Promise.all([
    setExpression(tx, actor, id, { content }),
    record(tx, actor, {
      type: 'expression-of-interest.changed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { fields: Object.keys(patch) },
    }),
  ])
  return done(withoutVersion({ ...expression, ...content }), expression.version + 1)
}
