import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { pauseClock, startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { openExpression, withoutVersion } from './open-expression.ts'
import { insertInformationRequest, setExpression } from './repository.ts'
import type { ExpressionOfInterest, NewInformationRequest } from './schemas.ts'

/**
 * Asks for more, question by question, of the person or of their care coordinator. The clock waits while the person needs to act, and
 * only then; the time to answer has a clock of its own.
 */
export async function requestInformation(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewInformationRequest>,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const { budgetCase, expression } = await openExpression(tx, context, id, 'submitted')
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const keys = input.items.map((item) => item.key)
  const repeated = keys.findIndex((key, index) => keys.indexOf(key) < index)
  if (repeated >= 0) {
    throw new Problem('request-invalid', 'Each question needs a key of its own', {
      errors: [{ pointer: `/items/${repeated}/key`, code: 'key-repeated', detail: 'This key is used twice' }],
    })
  }
  const today = londonDate(now)
  const items = input.items.map((item) => ({ ...item, answer: null }))
  const answerBy = input.answerBy ?? 'person'
  const workingDays = budgetCase.rules.clocks.informationAnswer
  const dueOn = workingDaysAfter(today, workingDays)
  const fresh = { expressionId: id, caseId: budgetCase.id, items, answerBy, dueOn }
  const [requestId] = await Promise.all([
    insertInformationRequest(tx, actor, fresh, now),
    answerBy === 'person'
      ? pauseClock(tx, actor, 'expression-decision', id, 'information-requested', today)
      : undefined,
  ])
  const clock = { caseId: budgetCase.id, kind: 'information-answer', subjectId: requestId, workingDays } as const
  await Promise.all([
    setExpression(tx, actor, id, { status: 'information-requested' }),
    startClock(tx, actor, clock, today),
    record(tx, actor, {
      type: 'expression-of-interest.information-requested',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { questions: items.length, answerBy, dueOn },
    }),
  ])
  const asked = { id: requestId, items, answerBy, askedAt: now.toISOString(), dueOn, answeredAt: null }
  const after = {
    ...expression,
    status: 'information-requested' as const,
    informationRequests: [...expression.informationRequests, asked],
  }
  return created(withoutVersion(after), `/v1/expressions-of-interest/${id}`, expression.version + 1)
}
