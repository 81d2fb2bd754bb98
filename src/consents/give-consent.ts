import type { Static } from '@sinclair/typebox'
import { v7 } from 'uuid'
import { insertConsent } from '../people/consent-repository.ts'
import { findPerson } from '../people/repository.ts'
import type { Consent, NewConsent } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'

/** Records what the person agreed to. */
export async function giveConsent(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  input: Static<typeof NewConsent>,
): Promise<Answer<Consent>> {
  orNotFound(await findPerson(tx, actor, personId))
  const consent: Consent = {
    id: v7(),
    personId,
    ...input,
    givenAt: now.toISOString(),
    recordedBy: actor.actorId,
    withdrawnAt: null,
  }
  await Promise.all([
    insertConsent(tx, actor, consent),
    record(tx, actor, {
      type: 'consent.given',
      subjectId: consent.id,
      caseId: null,
      at: now,
      facts: { purpose: input.purpose, organisationId: input.organisationId },
    }),
  ])
  return created(consent, `/v1/people/${personId}/consents`)
}
