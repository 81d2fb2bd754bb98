import type { Static } from '@sinclair/typebox'
import { startClock } from '../cases/clocks.ts'
import { needStanding } from '../cases/open-for-writing.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, done } from '../platform/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { openAppeal, withoutVersion } from './open-appeal.ts'
import { setAppeal } from './repository.ts'
import type { Appeal, AppealAcceptance } from './schemas.ts'

/** Says whether an appeal that the law does not owe is heard all the same. */
export async function acceptAppeal(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof AppealAcceptance>,
): Promise<Answer<Appeal>> {
  const { actor, now } = context
  const { the, appeal } = await openAppeal(tx, context, id, 'awaiting-acceptance')
  needStanding(the, actor, 'commissioner-officer')
  const { accepted } = input
  const status = accepted ? 'lodged' : 'not-accepted'
  const today = londonDate(now)
  const workingDays = the.rules.clocks.appealDecision
  await Promise.all([
    setAppeal(tx, actor, id, accepted ? { status } : { status, endedAt: now }),
    accepted
      ? startClock(tx, actor, { caseId: the.id, kind: 'appeal-decision', subjectId: id, workingDays }, today)
      : undefined,
    record(tx, actor, {
      type: accepted ? 'appeal.accepted' : 'appeal.not-accepted',
      subjectId: id,
      caseId: the.id,
      at: now,
    }),
  ])
  const after = {
    ...appeal,
    status,
    dueOn: accepted ? workingDaysAfter(today, workingDays) : null,
    endedAt: accepted ? null : now.toISOString(),
  } as const
  return done(withoutVersion(after), appeal.version + 1)
}
