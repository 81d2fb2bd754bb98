import type { Static } from '@sinclair/typebox'
import type { Consent } from '../people/consent-schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { type Recorded, saidOnFits } from '../rules/people/recording.ts'
import { londonDate } from '../shared/dates.ts'
import { lockInForce, takeBack } from './withdraw-consent.ts'

/**
 * Records that the person took a consent back, by those to whom they said so. It takes effect at once, as their own act does, and only they give it
 * again: that is also how they undo what they did not say.
 */
export async function recordConsentWithdrawal(
  tx: Tx,
  context: Context,
  consentId: string,
  { saidFor }: Static<typeof Recorded>,
): Promise<Answer<Consent>> {
  const { actor, now } = context
  const { consent, by } = await lockInForce(tx, context, consentId)
  if (by !== 'staff') throw new Problem('case-role-required', 'You take it back yourself')
  orThrow(saidOnFits(saidFor, londonDate(new Date(consent.givenAt)), londonDate(now)))
  const withdrawn = await takeBack(tx, context, consent, by, saidFor)
  await record(tx, actor, {
    type: 'consent.withdrawn',
    subjectId: consentId,
    caseId: null,
    at: now,
    facts: { organisationId: consent.organisationId, by },
  })
  return done(withdrawn)
}
