import type { Static } from '@sinclair/typebox'
import { stopClock } from '../cases/clocks.ts'
import { needStanding } from '../cases/open-for-writing.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed, Problem } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { reasonsFor } from '../rules/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { openExpression, withoutVersion } from './open-expression.ts'
import { setExpression } from './repository.ts'
import type { ExpressionDecided, ExpressionDecision } from './schemas.ts'

/** Decides on an expression of interest, with reasons. Declined ends the case; what the person has now stays. */
export async function decideExpressionOfInterest(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ExpressionDecision>,
): Promise<Answer<Static<typeof ExpressionDecided>>> {
  const { actor, now } = context
  const { the, expression } = await openExpression(tx, context, id, 'submitted')
  needStanding(the, actor, 'commissioner-officer')
  if (the.capacities.length > 0)
    throw new Problem(
      'decision-not-independent',
      'Whoever stands on a case does not decide on its expression of interest',
    )
  const declined = input.outcome === 'declined'
  const reasons = agreed(reasonsFor(the.rules, input.reasons, declined))
  const made = {
    caseId: the.id,
    subject: 'expression-of-interest',
    subjectId: id,
    subjectVersion: expression.version,
    outcome: input.outcome,
    tier: 'commissioner-officer',
    gapsAcceptedBecause: null,
    schemeVersion: the.schemeVersion,
  } as const
  const [decision] = await Promise.all([
    keepDecision(tx, context, the, { ...made, reasons }),
    setExpression(tx, actor, id, { status: input.outcome }),
    stopClock(tx, actor, 'expression-decision', id, londonDate(now)),
    setCaseMoment(
      tx,
      actor,
      the.id,
      declined ? 'expression-declined' : 'expression-accepted',
      declined ? { endedAt: now } : {},
    ),
    record(tx, actor, {
      type: `expression-of-interest.${input.outcome}`,
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  const after = withoutVersion({ ...expression, status: input.outcome })
  return created({ expressionOfInterest: after, decision }, `/v1/decisions/${decision.id}`, expression.version + 1)
}
