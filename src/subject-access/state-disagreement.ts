import type { Static } from '@sinclair/typebox'
import { findParty } from '../people/consent-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { lockCorrection, setStatement } from './request-repository.ts'
import type { CorrectionRequest, NewStatement } from './schemas.ts'

/** The person, or who acts for them, says why a refusal is wrong: it is kept with the record and told with it. */
export async function stateDisagreement(
  tx: Tx,
  { actor, now }: Context,
  requestId: string,
  { words }: Static<typeof NewStatement>,
): Promise<Answer<CorrectionRequest>> {
  const request = orNotFound(await lockCorrection(tx, actor, requestId))
  const { personId } = request
  const by = await findParty(tx, actor, personId)
  if (by === 'staff') throw new Problem('case-role-required', 'Only the person, or who acts for them, can say this')
  if (request.status !== 'refused') throw new Problem('correction-not-refused')
  const facts = { requestId }
  await Promise.all([
    setStatement(tx, actor, requestId, words, now),
    record(tx, actor, { type: 'person.disagreed', subjectId: personId, caseId: null, at: now, facts }),
  ])
  return done({ ...request, statement: words })
}
