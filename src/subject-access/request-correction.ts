import type { Static } from '@sinclair/typebox'
import { findParty } from '../people/consent-repository.ts'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate, monthsAfter } from '../shared/dates.ts'
import { insertCorrection } from './request-repository.ts'
import type { CorrectionRequest, NewCorrectionRequest } from './schemas.ts'

/** Asks for a correction (UK GDPR article 16). It is answered within one month (article 12(3)). */
export async function requestCorrection(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  input: Static<typeof NewCorrectionRequest>,
): Promise<Answer<CorrectionRequest>> {
  orNotFound(await lockPerson(tx, actor, personId))
  const askedAs = await findParty(tx, actor, personId)
  const request: CorrectionRequest & { readonly words: string } = {
    id: newId(),
    personId,
    ...input,
    askedBy: actor.actorId,
    askedAs,
    askedAt: now.toISOString(),
    dueOn: monthsAfter(londonDate(now), 1),
    status: 'open',
    reason: null,
    answeredByName: null,
    answeredAt: null,
    statement: null,
  }
  await Promise.all([
    insertCorrection(tx, actor, request),
    record(tx, actor, {
      type: 'person.correction-asked',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { requestId: request.id, record: input.record, by: askedAs, dueOn: request.dueOn },
    }),
  ])
  return created(request, `/v1/people/${personId}/correction-requests`)
}
