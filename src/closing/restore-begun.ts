import { restartClock } from '../clocks/running-repository.ts'
import type { BeforeSaid } from '../database/json-columns.ts'
import { setExpression } from '../expressions-of-interest/repository.ts'
import { resumeAssessment } from '../needs-assessments/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'

/** Puts back what was on its way before a plan when a case ended that is open again: its interest, its questions and its assessment. */
export async function restoreBegun(tx: Tx, { actor, now }: Context, before: BeforeSaid | null): Promise<void> {
  const today = londonDate(now)
  const { expression, assessment } = before ?? {}
  if (expression && expression.status !== 'accepted' && expression.status !== 'declined') {
    await setExpression(tx, actor, expression.id, { status: expression.status })
    await restartClock(tx, actor, 'expression-decision', expression.id, 'budget-ended', today)
    if (expression.requestId)
      await restartClock(tx, actor, 'information-answer', expression.requestId, 'budget-ended', today)
  }
  if (assessment?.status === 'in-progress') await resumeAssessment(tx, actor, assessment.id)
}
