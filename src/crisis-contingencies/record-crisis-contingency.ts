import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { keepChange } from './keep-change.ts'
import type { CrisisContingencyInForce, RecordedCrisisContingency } from './schemas.ts'

/** Records for a person who does not write it here themself what is to happen in a crisis, in their words. They are told, and can say that it was not them. */
export async function recordCrisisContingency(
  tx: Tx,
  context: Context,
  caseId: string,
  { change, words, saidFor }: Static<typeof RecordedCrisisContingency>,
): Promise<Answer<CrisisContingencyInForce>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator')
  orThrow(mayRecord(as, { words, saidFor }, londonDate(budgetCase.openedAt), londonDate(now)))
  const { id, told } = await keepChange(tx, context, caseId, change, as)
  await keepSaidFor(tx, context, budgetCase, { kind: 'crisis-contingency', subjectId: id, as, words, saidFor })
  return done(told, told.version)
}
