import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed } from '../platform/errors.ts'
import { type Answer, type Context, done, found } from '../platform/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/recording.ts'
import { londonDate } from '../shared/dates.ts'
import { stopClocks } from './clocks.ts'
import { needStanding, openForWriting } from './open-for-writing.ts'
import { findCase, setCaseMoment } from './repository.ts'
import type { CaseWithdrawal, CaseWithdrawn } from './schemas.ts'
import { toCaseSummary } from './views.ts'

/** What goes with saying no, at later stations of the journey. */
export interface OnWithdrawal {
  /** Takes the open appeals back, and names them. */
  readonly takeBackAppeals: (tx: Tx, context: Context, caseId: string) => Promise<string[]>
  /** Keeps what a plan was to replace, and tells in plain words what the person goes on having. */
  readonly keepServices: (tx: Tx, context: Context, caseId: string) => Promise<string[]>
}

const appealAgain =
  'Your right to appeal. Your open appeal is taken back with this. It does not count: you can appeal again.'

/**
 * The person says no (P15), here or to those who record it in their words: an outcome like any other, which nothing stands in the way of. Nothing that the person has now is touched,
 * and they can come back. An open appeal about a budget that they no longer want is taken back with it, as they could do themselves:
 * refusing the no until they had would stand in their way, and leaving it open would leave it without a clock. They are told, and
 * since an appeal that was taken back does not count as the one that is owed, none of their right to appeal is lost by it.
 */
export async function withdrawCase(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof CaseWithdrawal>,
  { takeBackAppeals, keepServices }: OnWithdrawal,
): Promise<Answer<CaseWithdrawn>> {
  const { actor, now } = context
  const the = await openForWriting(tx, context, caseId)
  const said = needStanding(the, actor, 'person', 'representative', ...recordersForPerson)
  const how = input.how ?? null
  agreed(mayRecord(said, { words: input.words, how }))
  const appealsWithdrawn = await takeBackAppeals(tx, context, caseId)
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'case-withdrawn', { endedAt: now, endedWords: input.words }),
    stopClocks(tx, actor, caseId, londonDate(now)),
  ])
  await record(tx, actor, {
    type: 'case.withdrawn',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { saidAs: said, how, wordsGiven: input.words !== null, appealsWithdrawn },
  })
  const [after, kept] = await Promise.all([findCase(tx, actor, caseId), keepServices(tx, context, caseId)])
  const whatStays = appealsWithdrawn.length > 0 ? [...kept, appealAgain] : kept
  return done({ ...toCaseSummary(found(after)), whatStays, appealsWithdrawn })
}
