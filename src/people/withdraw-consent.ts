import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Answer, type Context, done, found } from '../platform/operation.ts'
import {
  consentHolds,
  findConsent,
  lockPersonOfConsent,
  setConsentWithdrawn,
  setMembersLeft,
} from './consent-repository.ts'
import type { Consent } from './schemas.ts'

/** Withdraws a consent. One at a time for a person: where it was the last one for the organisation, its brokers leave the person's cases at once. */
export async function withdrawConsent(tx: Tx, { actor, now }: Context, consentId: string): Promise<Answer<Consent>> {
  const [visible, known] = await Promise.all([
    lockPersonOfConsent(tx, actor, consentId),
    findConsent(tx, actor, consentId),
  ])
  const consent = found(visible ? known : undefined)
  if (consent.withdrawnAt !== null) throw new Problem('consent-withdrawn')
  await setConsentWithdrawn(tx, actor, consentId, now)
  if (!(await consentHolds(tx, actor, consent.personId, consent.organisationId))) {
    await setMembersLeft(tx, actor, consent.personId, consent.organisationId, now)
  }
  await record(tx, actor, {
    type: 'consent.withdrawn',
    subjectId: consentId,
    caseId: null,
    at: now,
    facts: { organisationId: consent.organisationId },
  })
  return done({ ...consent, withdrawnAt: now.toISOString() })
}
