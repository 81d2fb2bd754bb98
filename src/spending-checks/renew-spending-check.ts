import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { undecided } from './look-at-words.ts'
import { findCheck, insertChecks, type KeptCheck, listChecksOf, toldCheck } from './repository.ts'
import type { SpendingCheck, SpendingCheckRenewal } from './schemas.ts'

/** Has words that were refused looked at again, by somebody who has not decided on them before. */
export async function renewSpendingCheck(
  tx: Tx,
  context: Context,
  id: string,
  { because }: Static<typeof SpendingCheckRenewal>,
): Promise<Answer<SpendingCheck>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'spending_check', id }),
    findCheck(tx, actor, id),
  ])
  const check = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  const [newest] = await listChecksOf(tx, actor, check.caseId, [check.wordsHash])
  if (check.outcome !== 'refused' || newest?.id !== id)
    throw new Problem('wrong-state', 'Only what was decided last, and refused, is looked at again')
  const again: KeptCheck = {
    ...check,
    id: newId(),
    said: because,
    askedBy: actor.actorId,
    askedAt: now.toISOString(),
    ...undecided,
  }
  insertChecks(tx, actor, [again])
  const { foundIn, uses } = again
  await record(tx, actor, {
    type: 'spending-check.asked',
    subjectId: again.id,
    caseId: check.caseId,
    at: now,
    facts: { foundIn, uses },
  })
  return created(toldCheck(again), `/v1/spending-checks/${again.id}`)
}
