import type { Consent } from '../people/consent-schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { lockInForce, takeBack } from './withdraw-consent.ts'

/** The person says that a consent which others recorded for them was never theirs: it ends at once, and whoever recorded it is named. */
export async function objectToConsent(tx: Tx, context: Context, consentId: string): Promise<Answer<Consent>> {
  const { actor, now } = context
  const { consent, by } = await lockInForce(tx, context, consentId)
  if (by !== 'person') throw new Problem('case-role-required', 'Only the person can say that this was not them')
  if (consent.recordedBy === actor.actorId) throw new Problem('consent-given-by-self')
  const withdrawn = await takeBack(tx, context, consent, by)
  await record(tx, actor, {
    type: 'consent.objected-to',
    subjectId: consentId,
    caseId: null,
    at: now,
    facts: { organisationId: consent.organisationId, recordedBy: consent.recordedBy },
  })
  return done(withdrawn)
}
