import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findQuestion, setClosed } from './repository.ts'
import type { NewSpendingAnswer, SpendingQuestion } from './schemas.ts'

/** The person says why money is not spent, or runs out, or who acts for them; others write it down for them. Nothing is taken away by it. */
export async function answerSpendingQuestion(
  tx: Tx,
  context: Context,
  id: string,
  { words, saidFor = null }: Static<typeof NewSpendingAnswer>,
): Promise<Answer<SpendingQuestion>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'spending_question', id }),
    findQuestion(tx, actor, id),
  ])
  const question = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  if (question.outcome !== null) throw new Problem('wrong-state', `It is ${question.outcome}`)
  const today = londonDate(now)
  orThrow(mayRecord(as, { words, saidFor }, londonDate(new Date(question.askedAt)), today))
  const after = { ...question, outcome: 'answered', answer: words, closedAt: now.toISOString() } as const
  const said = { kind: 'spending-answer', subjectId: id, as, words, saidFor } as const
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    setClosed(tx, actor, after),
    stopClock(tx, actor, 'spending-question', id, today),
    record(tx, actor, {
      type: 'spending-question.answered',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { as },
    }),
  ])
  return done(after)
}
