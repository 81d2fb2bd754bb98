import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { lockCorrection, setAnswered } from './request-repository.ts'
import type { CorrectionAnswer, CorrectionRequest } from './schemas.ts'

/** Answers a request for a correction, once. The correction itself is made where the record is changed. */
export async function answerCorrectionRequest(
  tx: Tx,
  { actor, now }: Context,
  requestId: string,
  { outcome, reason }: Static<typeof CorrectionAnswer>,
): Promise<Answer<CorrectionRequest>> {
  const request = orNotFound(await lockCorrection(tx, actor, requestId))
  if (request.status !== 'open') throw new Problem('correction-answered')
  await Promise.all([
    setAnswered(tx, actor, requestId, { outcome, reason, at: now }),
    record(tx, actor, {
      type: 'person.correction-answered',
      subjectId: request.personId,
      caseId: null,
      at: now,
      facts: { requestId, outcome },
    }),
  ])
  return done({ ...request, status: outcome, reason, answeredByName: actor.name, answeredAt: now.toISOString() })
}
