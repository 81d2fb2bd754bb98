import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { resumeClock, stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type FieldError, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { openRequest, requireStatus, withoutVersion } from './open-expression.ts'
import { findExpressionOfRequest, setExpression, setInformationAnswered } from './repository.ts'
import type { ExpressionOfInterest, InformationAnswers, InformationRequest } from './schemas.ts'

/** Answers what was asked, all of it, after which the commissioner needs to act again: a clock that waited runs again where it stood. Staff may write down what the person says. */
export async function answerInformationRequest(
  tx: Tx,
  context: Context,
  requestId: string,
  input: Static<typeof InformationAnswers>,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'information_request', id: requestId }),
    findExpressionOfRequest(tx, actor, requestId),
  ])
  const expression = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  await requireMandate(tx, actor, budgetCase.id, as, 'answerInformationRequest')
  requireStatus(expression, 'information-requested')
  const asked = orNotFound(expression.informationRequests.find((request) => request.id === requestId))
  if (openRequest(expression)?.id !== requestId)
    throw new Problem('wrong-state', 'These questions are not waited for any more')
  const items = answered(asked.items, input.answers)
  const today = londonDate(now)
  // What the care coordinator was asked themselves they answer themselves.
  const role = asked.answerBy === 'person' ? as : 'care-coordinator-asked'
  const saidFor = input.saidFor ?? null
  orThrow(mayRecord(role, { words: 'answers', saidFor }, londonDate(new Date(asked.askedAt)), today))
  const said = { kind: 'information-answers', subjectId: requestId, as: role, words: null, saidFor } as const
  await resumeClock(tx, actor, 'expression-decision', expression.id, today)
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, { ...said, before: { expressionId: expression.id } }),
    setInformationAnswered(tx, actor, requestId, items, now),
    setExpression(tx, actor, expression.id, { status: 'submitted' }),
    stopClock(tx, actor, 'information-answer', requestId, today),
    record(tx, actor, {
      type: 'expression-of-interest.information-answered',
      subjectId: expression.id,
      caseId: budgetCase.id,
      at: now,
    }),
  ])
  const informationRequests = expression.informationRequests.map((request) =>
    request.id === requestId ? { ...request, items, answeredAt: now.toISOString() } : request,
  )
  return done(withoutVersion({ ...expression, status: 'submitted', informationRequests }), expression.version + 1)
}

/** Each question with its answer; what has none, and what was not asked, is named. */
function answered(
  items: InformationRequest['items'],
  answers: readonly { key: string; words: string }[],
): InformationRequest['items'] {
  const errors: FieldError[] = []
  const wordsByKey = new Map(answers.map((answer) => [answer.key, answer.words]))
  const keys = new Set(items.map((item) => item.key))
  for (const [index, { key }] of answers.entries()) {
    const pointer = `/answers/${index}/key`
    if (!keys.has(key)) errors.push({ pointer, code: 'question-unknown', detail: 'was not asked' })
    else if (answers.findIndex((other) => other.key === key) < index)
      errors.push({ pointer, code: 'key-repeated', detail: 'is answered twice' })
  }
  const all = items.map((item) => {
    const words = wordsByKey.get(item.key)
    if (words === undefined)
      errors.push({ pointer: '/answers', code: 'answer-missing', detail: `the question ${item.key} needs an answer` })
    return { ...item, answer: words ?? null }
  })
  if (errors.length > 0) throw new Problem('information-unanswered', undefined, { errors })
  return all
}
