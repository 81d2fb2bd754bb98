import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isAboutOne } from '../rules/concerns/concerns.ts'
import { findRaiser, isOfCase, joinConcern } from './repository.ts'
import type { ConcernReceipt, NewConcern } from './schemas.ts'
import { insertReport } from './trail-repository.ts'

/**
 * Takes in that somebody who sees a case is concerned. The case is not locked, nothing of it changes, and no event tells of it: whoever is suspected
 * sees the case as it was, and waits for nobody. Who raised it gets a receipt, since they could be asked what they know, or be the one.
 */
export async function raiseConcern(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  { level, reason, words, ...about }: NewConcern,
): Promise<Answer<Static<typeof ConcernReceipt>>> {
  const raisedAs = orNotFound(await findRaiser(tx, actor, caseId))
  orThrow(isAboutOne(about))
  if (!(await isOfCase(tx, actor, caseId, about))) throw new Problem('reference-unknown')
  const concernId = await joinConcern(tx, actor, caseId, about, level, now)
  const id = newId()
  await insertReport(tx, actor, { concernId, caseId }, { id, reason, level, words, purchaseId: null, raisedAs }, now)
  return done({ id, receivedAt: now.toISOString() })
}
