import { stopClock } from '../cases/clocks.ts'
import { needStanding } from '../cases/open-for-writing.ts'
import { releaseCommissioner } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, done } from '../platform/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openAppeal, withoutVersion } from './open-appeal.ts'
import { setAppeal } from './repository.ts'
import type { Appeal } from './schemas.ts'

/** The person takes an appeal back. It does not count as the one that is owed. */
export async function withdrawAppeal(tx: Tx, context: Context, id: string): Promise<Answer<Appeal>> {
  const { actor, now } = context
  const { the, appeal } = await openAppeal(tx, context, id, 'lodged', 'awaiting-acceptance')
  needStanding(the, actor, 'person', 'representative')
  await Promise.all([
    setAppeal(tx, actor, id, { status: 'withdrawn', endedAt: now }),
    stopClock(tx, actor, 'appeal-decision', id, londonDate(now)),
    stopClock(tx, actor, 'appeal-acceptance', id, londonDate(now)),
    releaseCommissioner(tx, actor, the),
    record(tx, actor, { type: 'appeal.withdrawn', subjectId: id, caseId: the.id, at: now }),
  ])
  return done(
    withoutVersion({ ...appeal, status: 'withdrawn', dueOn: null, endedAt: now.toISOString() }),
    appeal.version + 1,
  )
}
