import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openAppeal, withoutVersion } from './open-appeal.ts'
import { listOpenAppealIds, setAppeal } from './repository.ts'
import type { Appeal } from './schemas.ts'

/** The person withdraws an appeal. It does not count as the statutory one. */
export async function withdrawAppeal(tx: Tx, context: Context, id: string): Promise<Answer<Appeal>> {
  const { actor, now } = context
  const { budgetCase, appeal } = await openAppeal(tx, context, id, 'lodged', 'awaiting-acceptance')
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, budgetCase.id, as, 'withdrawAppeal')
  await takeBack(tx, context, budgetCase.id, id)
  return done(
    withoutVersion({ ...appeal, status: 'withdrawn', dueOn: null, endedAt: now.toISOString() }),
    appeal.version + 1,
  )
}

/** Takes an appeal back if it is open, since it was recorded for the person and they say that it was not them. */
export async function takeBackIfOpen(tx: Tx, context: Context, caseId: string, id: string): Promise<void> {
  const open = await listOpenAppealIds(tx, context.actor, caseId)
  if (open.includes(id)) await takeBack(tx, context, caseId, id)
}

/** Takes back every open appeal of a case on which the person says no, and names them. */
export async function takeBackAppeals(tx: Tx, context: Context, caseId: string): Promise<string[]> {
  const ids = await listOpenAppealIds(tx, context.actor, caseId)
  await Promise.all(ids.map((id) => takeBack(tx, context, caseId, id)))
  return ids
}

async function takeBack(tx: Tx, { actor, now }: Context, caseId: string, id: string): Promise<void> {
  await Promise.all([
    setAppeal(tx, actor, id, { status: 'withdrawn', endedAt: now }),
    stopClock(tx, actor, 'appeal-decision', id, londonDate(now)),
    stopClock(tx, actor, 'appeal-acceptance', id, londonDate(now)),
    record(tx, actor, { type: 'appeal.withdrawn', subjectId: id, caseId, at: now }),
  ])
}
