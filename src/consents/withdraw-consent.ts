import { lockCasesOfPerson } from '../case-access/repository.ts'
import { consentHolds, setBrokersLeft } from '../case-team/repository.ts'
import { findConsent, lockPersonOfConsent, setConsentWithdrawn } from '../people/consent-repository.ts'
import type { Consent } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'

/**
 * Withdraws a consent. One at a time for a person: where it was the last one for the organisation, its brokers leave the person's cases at
 * once, each case tells of it, and what waited for a broker waits for the care coordinator.
 */
export async function withdrawConsent(tx: Tx, { actor, now }: Context, consentId: string): Promise<Answer<Consent>> {
  const [visible, known] = await Promise.all([
    lockPersonOfConsent(tx, actor, consentId),
    findConsent(tx, actor, consentId),
  ])
  const consent = orNotFound(visible ? known : undefined)
  if (consent.withdrawnAt !== null) throw new Problem('consent-withdrawn')
  const { personId, organisationId } = consent
  // The cases first, as whoever adds a broker does: each waits for the other in one order.
  const caseIds = (await lockCasesOfPerson(tx, actor, personId)).map(({ id }) => id)
  await setConsentWithdrawn(tx, actor, consentId, now)
  const left = (await consentHolds(tx, actor, personId, organisationId))
    ? []
    : await setBrokersLeft(tx, actor, caseIds, organisationId, now)
  await Promise.all([
    record(tx, actor, {
      type: 'consent.withdrawn',
      subjectId: consentId,
      caseId: null,
      at: now,
      facts: { organisationId },
    }),
    ...left.map(({ id, caseId, caseRole }) =>
      record(tx, actor, {
        type: 'case.member-left',
        subjectId: id,
        caseId,
        at: now,
        facts: { caseRole, because: 'consent-withdrawn' },
      }),
    ),
  ])
  return done({ ...consent, withdrawnAt: now.toISOString() })
}
