import type { Static } from '@sinclair/typebox'
import { takeBackAppeals } from '../appeals/withdraw-appeal.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import { toCaseSummary } from '../cases/views.ts'
import { closeCase } from '../closing/close-case.ts'
import { keepOnWithdrawal } from '../current-services/keep-again.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import type { CaseWithdrawal, CaseWithdrawn } from './schemas.ts'

const appealAgain =
  'Your right to appeal. Your open appeal is taken back with this. It does not count: you can appeal again.'

/**
 * The person says no (P15), here or to those who record it in their words: an outcome like any other, which nothing stands in the way of.
 * An open appeal about a budget that they no longer want is taken back with it, and does not count: none of their right to appeal is lost.
 */
export async function withdrawCase(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof CaseWithdrawal>,
): Promise<Answer<CaseWithdrawn>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const said = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  const how = input.how ?? null
  orThrow(mayRecord(said, { words: input.words, how }))
  const appealsWithdrawn = await takeBackAppeals(tx, context, caseId)
  // While the lines are still open: what a line in force is to replace is not kept again.
  const kept = await keepOnWithdrawal(tx, context, caseId)
  const releasedPence = await closeCase(tx, context, budgetCase, { ending: 'withdrawn', words: input.words })
  await record(tx, actor, {
    type: 'case.withdrawn',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { saidAs: said, how, wordsGiven: input.words !== null, appealsWithdrawn, releasedPence },
  })
  await finish(tx, now)
  const after = orNotFound(await findCase(tx, actor, caseId))
  const whatStays = appealsWithdrawn.length > 0 ? [...kept, appealAgain] : kept
  return done({ ...toCaseSummary(after), whatStays, appealsWithdrawn })
}
