import type { LockedCase } from '../case-access/case.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { recordGiverLeft } from './record-giver-left.ts'
import { setMemberLeft } from './repository.ts'

/** Ends the place of a representative whose ground was until a day, once that day is over. */
export async function endRepresentation(
  tx: Tx,
  context: Context,
  { id: caseId }: LockedCase,
  { subjectId }: KeptClock,
): Promise<Escalation> {
  const { actor, now } = context
  const left = await setMemberLeft(tx, actor, caseId, subjectId, now)
  await stopClock(tx, actor, 'representation', subjectId, londonDate(now))
  if (left) {
    await record(tx, actor, {
      type: 'case.member-left',
      subjectId,
      caseId,
      at: now,
      facts: { caseRole: 'representative', because: 'ground-ended' },
    })
    await recordGiverLeft(tx, context, caseId, left)
  }
  return 'reported'
}
