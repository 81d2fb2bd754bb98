import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openExpression, openRequest, withoutVersion } from './open-expression.ts'
import { setExpression } from './repository.ts'
import type { ExpressionOfInterest } from './schemas.ts'

/** The person takes an expression of interest back. The case stays open, so that another can be written at any time. */
export async function withdrawExpressionOfInterest(
  tx: Tx,
  context: Context,
  id: string,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const { budgetCase, expression } = await openExpression(
    tx,
    context,
    id,
    'draft',
    'submitted',
    'information-requested',
  )
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, budgetCase.id, as, 'withdrawExpressionOfInterest')
  const asked = openRequest(expression)
  await Promise.all([
    setExpression(tx, actor, id, { status: 'withdrawn' }),
    stopClock(tx, actor, 'expression-decision', id, londonDate(now)),
    asked && stopClock(tx, actor, 'information-answer', asked.id, londonDate(now)),
    record(tx, actor, { type: 'expression-of-interest.withdrawn', subjectId: id, caseId: budgetCase.id, at: now }),
  ])
  return done(withoutVersion({ ...expression, status: 'withdrawn' }), expression.version + 1)
}
