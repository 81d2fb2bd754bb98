import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access.ts'
import { record } from '../platform/audit.ts'
import type { Reads, Tx } from '../platform/database.ts'
import { type Answer, type Context, done, found } from '../platform/operation.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { stopClocks } from './clocks.ts'
import { needStanding, openForWriting } from './open-for-writing.ts'
import { findCase, setCaseMoment } from './repository.ts'
import type { CaseWithdrawal, CaseWithdrawn } from './schemas.ts'
import { toCaseSummary } from './views.ts'

/** What the person goes on having where no plan goes ahead, in plain words: kept by a later station of the journey. */
export type StaysInWords = (reads: Reads, actor: Actor, caseId: string, today: LocalDate) => Promise<string[]>

/** The person says no (P15): an outcome like any other. Nothing that the person has now is touched, and they can come back. */
export async function withdrawCase(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof CaseWithdrawal>,
  staysInWords: StaysInWords,
): Promise<Answer<CaseWithdrawn>> {
  const { actor, now } = context
  needStanding(await openForWriting(tx, context, caseId), actor, 'person', 'representative')
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'case-withdrawn', { endedAt: now, endedWords: input.words }),
    stopClocks(tx, actor, caseId, londonDate(now)),
  ])
  await record(tx, actor, {
    type: 'case.withdrawn',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { wordsGiven: input.words !== null },
  })
  const [after, whatStays] = await Promise.all([
    findCase(tx, actor, caseId),
    staysInWords(tx, actor, caseId, londonDate(now)),
  ])
  return done({ ...toCaseSummary(found(after)), whatStays })
}
