import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, done, found } from '../platform/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { stopClocks } from './clocks.ts'
import { needStanding, openForWriting } from './open-for-writing.ts'
import { findCase, setCaseMoment } from './repository.ts'
import type { CaseSummary, CaseWithdrawal } from './schemas.ts'
import { toCaseSummary } from './views.ts'

/** The person says no (P15): an outcome like any other. Nothing that the person has now is touched, and they can come back. */
export async function withdrawCase(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof CaseWithdrawal>,
): Promise<Answer<CaseSummary>> {
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
  return done(toCaseSummary(found(await findCase(tx, actor, caseId))))
}
