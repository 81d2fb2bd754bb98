import { listMandates } from '../case-team/mandates-repository.ts'
import { requireReach } from '../case-team/require-mandate.ts'
import { findConsent, findParty, lockPersonOfConsent, setConsentWithdrawn } from '../people/consent-repository.ts'
import type { Consent } from '../people/consent-schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { Party } from '../rules/people/consent.ts'
import type { SaidFor } from '../rules/people/recording.ts'
import { endWithGround } from './end-consent.ts'

/** Withdraws a consent, one at a time for a person: what it opened ends at once, whatever else they agreed to. In their place, by who could have agreed to it. */
export async function withdrawConsent(tx: Tx, context: Context, consentId: string): Promise<Answer<Consent>> {
  const { consent, by } = await lockInForce(tx, context, consentId)
  if (by === 'staff')
    throw new Problem(
      'case-role-required',
      'Record how the person said it: POST /v1/consents/{consentId}/recorded-withdrawal',
    )
  if (by === 'representative')
    requireReach(
      context.actor,
      await listMandates(tx, context.actor, { personId: consent.personId }),
      'withdrawConsent',
    )
  return done(await keepTakenBack(tx, context, consent, by))
}

/** The consent while it is in force, with nobody else at what the person agrees to, and who the actor is to the person. */
export async function lockInForce(tx: Tx, { actor }: Context, consentId: string) {
  const [visible, known] = await Promise.all([
    lockPersonOfConsent(tx, actor, consentId),
    findConsent(tx, actor, consentId),
  ])
  const consent = orNotFound(visible ? known : undefined)
  if (consent.status !== 'in-force') throw new Problem('consent-withdrawn')
  return { consent, by: await findParty(tx, actor, consent.personId) }
}

/** Takes a consent back, and records that. */
export async function keepTakenBack(
  tx: Tx,
  context: Context,
  consent: Consent,
  by: Party,
  saidFor: SaidFor | null = null,
): Promise<Consent> {
  const withdrawn = await takeBack(tx, context, consent, by, saidFor)
  await record(tx, context.actor, {
    type: 'consent.withdrawn',
    subjectId: consent.id,
    caseId: null,
    at: context.now,
    facts: { organisationId: consent.organisationId, by },
  })
  return withdrawn
}

export async function takeBack(
  tx: Tx,
  context: Context,
  consent: Consent,
  by: Party,
  saidFor: SaidFor | null = null,
): Promise<Consent> {
  const { actor, now } = context
  const ground = { kind: 'consent', id: consent.id } as const
  await endWithGround(tx, context, consent.personId, ground, 'consent-withdrawn', async () => {
    await setConsentWithdrawn(tx, actor, consent.id, { by, saidFor }, now)
    return true
  })
  return {
    ...consent,
    status: 'withdrawn',
    withdrawnAt: now.toISOString(),
    withdrawnBy: by,
    withdrawalSaidFor: saidFor,
  }
}
