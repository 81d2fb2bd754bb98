import { restartClock, stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findQuestion, listOpenQuestions, setClosed } from './repository.ts'
import type { SpendingQuestion } from './schemas.ts'

/** Nobody needs to ask any more: it is not so, or the budget has ended. */
export async function closeQuestion(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId }: SpendingQuestion,
  outcome: 'over' | 'budget-ended',
): Promise<void> {
  await Promise.all([
    setClosed(tx, actor, { id, outcome, answer: null, closedAt: now.toISOString() }),
    stopClock(tx, actor, 'spending-question', id, londonDate(now)),
    record(tx, actor, { type: 'spending-question.closed', subjectId: id, caseId, at: now, facts: { outcome } }),
  ])
}

/** With the budget nothing is left to ask. */
export async function closeQuestions(tx: Tx, context: Context, caseId: string): Promise<void> {
  const open = await listOpenQuestions(tx, context.actor, caseId)
  await Promise.all(open.map((one) => closeQuestion(tx, context, one, 'budget-ended')))
}

/** What was recorded was not what the person says: it is taken back, and they are asked again while there is a budget, and nothing else is asked of the line. */
export async function askAgain(tx: Tx, { actor, now }: Context, id: string, goesOn: boolean): Promise<void> {
  const question = await findQuestion(tx, actor, id)
  if (question?.outcome !== 'answered') return
  const open = await listOpenQuestions(tx, actor, question.caseId)
  const again = goesOn && !open.some(({ planLineId }) => planLineId === question.planLineId)
  await setClosed(tx, actor, { ...question, answer: null, ...(again && { outcome: null, closedAt: null }) })
  if (again) await restartClock(tx, actor, 'spending-question', id, 'taken-back', londonDate(now))
}
