import type { Static } from '@sinclair/typebox'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate, monthsAfter } from '../shared/dates.ts'
import { insertRecordRequest } from './request-repository.ts'
import type { NewRecordRequest, RecordRequest } from './schemas.ts'

/** Records that the person asked the commissioner for everything about them: within a month (UK GDPR article 12(3)) an officer may read it. */
export async function requestPersonRecord(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  input: Static<typeof NewRecordRequest>,
): Promise<Answer<RecordRequest>> {
  orNotFound(await lockPerson(tx, actor, personId))
  const dueOn = monthsAfter(input.receivedOn, 1)
  const today = londonDate(now)
  if (input.receivedOn > today || dueOn < today)
    throw new Problem('request-invalid', 'The day must be within the last month', {
      errors: [{ pointer: '/receivedOn', code: 'date-past', detail: 'must be within the last month' }],
    })
  const id = newId()
  const request = { id, personId, ...input, dueOn, recordedBy: actor.actorId, recordedAt: now.toISOString() }
  await Promise.all([
    insertRecordRequest(tx, actor, request),
    record(tx, actor, {
      type: 'person.record-requested',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { requestId: id, receivedOn: input.receivedOn, dueOn },
    }),
  ])
  return created(request, `/v1/people/${personId}/record`)
}
