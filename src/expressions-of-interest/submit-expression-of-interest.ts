import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { missingFrom } from '../rules/assessment/readiness.ts'
import { londonDate } from '../shared/dates.ts'
import { openExpression, withoutVersion } from './open-expression.ts'
import { setExpression } from './repository.ts'
import type { ExpressionOfInterest } from './schemas.ts'

/** Sends an expression of interest, in the person's own words: by them, or who acts for them. */
export async function submitExpressionOfInterest(
  tx: Tx,
  context: Context,
  id: string,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor } = context
  const open = await openExpression(tx, context, id, 'draft')
  const as = requireCaseRole(open.budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, open.budgetCase.id, as, 'submitExpressionOfInterest')
  return send(tx, context, open)
}

/** The clock of the decision starts; what is missing is told whole, and nothing is sent. */
export async function send(
  tx: Tx,
  { actor, now }: Context,
  { budgetCase, expression }: Awaited<ReturnType<typeof openExpression>>,
): Promise<Answer<ExpressionOfInterest>> {
  const { id } = expression
  const missing = missingFrom(expression, budgetCase.rules)
  if (missing.length > 0) throw new Problem('expression-incomplete', undefined, { errors: missing })
  const clock = {
    caseId: budgetCase.id,
    kind: 'expression-decision',
    subjectId: id,
    workingDays: budgetCase.rules.clocks.expressionDecision,
  } as const
  await Promise.all([
    setExpression(tx, actor, id, { status: 'submitted', submittedAt: now }),
    startClock(tx, actor, clock, londonDate(now)),
    record(tx, actor, { type: 'expression-of-interest.submitted', subjectId: id, caseId: budgetCase.id, at: now }),
  ])
  return done(
    withoutVersion({ ...expression, status: 'submitted', submittedAt: now.toISOString() }),
    expression.version + 1,
  )
}
