import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { startNeedClock } from './need-clock.ts'
import { findHealthNeed, setNeedStatus } from './repository.ts'

/** Asks the practice again after an appeal, with as much time as before. What was suggested since takes its course instead. */
export async function askPracticeAgain(tx: Tx, context: Context, id: string): Promise<void> {
  const { actor, now } = context
  const need = orNotFound(await findHealthNeed(tx, actor, id))
  if (need.status !== 'declined' && need.status !== 'disputed') return
  await setNeedStatus(tx, actor, id, 'awaiting-practice')
  await stopClock(tx, actor, 'practice-answer', id, londonDate(now))
  await startNeedClock(tx, context, need)
  await record(tx, actor, { type: 'health-need.asked-again', subjectId: id, caseId: need.caseId, at: now })
}
