import { startClock } from '../clocks/running-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { practiceAnswerWorkingDays } from '../rules/assessment/health-needs.ts'
import { londonDate } from '../shared/dates.ts'
import type { HealthNeed } from './schemas.ts'

/** Starts the time that the practice has to answer, or those who work with the person to mend what it did not agree. */
export async function startNeedClock(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId }: Pick<HealthNeed, 'id' | 'caseId'>,
): Promise<void> {
  const clock = { caseId, kind: 'practice-answer', subjectId: id, workingDays: practiceAnswerWorkingDays } as const
  await startClock(tx, actor, clock, londonDate(now))
}
