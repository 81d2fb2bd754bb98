import type { Static } from '@sinclair/typebox'
import type { Consent } from '../people/consent-schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { type Recorded, saidOnFits } from '../rules/people/recording.ts'
import { londonDate } from '../shared/dates.ts'
import { keepTakenBack, lockInForce } from './withdraw-consent.ts'

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
  const { consent, by } = await lockInForce(tx, context, consentId)
  if (by !== 'staff') throw new Problem('case-role-required', 'You take it back yourself')
  orThrow(saidOnFits(saidFor, londonDate(new Date(consent.givenAt)), londonDate(context.now)))
  return done(await keepTakenBack(tx, context, consent, by, saidFor))
}
