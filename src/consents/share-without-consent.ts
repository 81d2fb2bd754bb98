import type { Static } from '@sinclair/typebox'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayShareUntil } from '../rules/people/sharing-without-consent.ts'
import { londonDate } from '../shared/dates.ts'
import { endSharing } from './end-sharing-without-consent.ts'
import { insertSharing, listSharingsToEnd } from './sharing-repository.ts'
import type { NewSharing, Sharing } from './sharing-schemas.ts'

/** Decides to share what the person did not agree to, on a legal basis and for a short time. The person reads it at once, with the reason. */
export async function shareWithoutConsent(
  tx: Tx,
  context: Context,
  personId: string,
  input: Static<typeof NewSharing>,
): Promise<Answer<Sharing>> {
  const { actor, now } = context
  orThrow(mayShareUntil(input.until, londonDate(now)))
  orNotFound(await lockPerson(tx, actor, personId))
  for (const over of await listSharingsToEnd(tx, actor, 50, personId)) await endSharing(tx, context, over)
  const sharing: Sharing = {
    id: newId(),
    personId,
    ...input,
    decidedBy: actor.actorId,
    decidedByName: actor.name,
    decidedAt: now.toISOString(),
    endedAt: null,
  }
  const { organisationId, purpose, legalBasis, until } = input
  await Promise.all([
    insertSharing(tx, actor, sharing),
    record(tx, actor, {
      type: 'person.shared-without-consent',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { sharingId: sharing.id, organisationId, purpose, legalBasis, until },
    }),
  ])
  return created(sharing, `/v1/people/${personId}/sharings-without-consent`)
}
