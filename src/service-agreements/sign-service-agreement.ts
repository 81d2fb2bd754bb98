import type { Payee } from '../payees/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { openAgreement, requireNotTheProvider, requirePayer, requireTakingPart } from './open-agreement.ts'
import { findAgreement, type KeptAgreement, setPayerSigned, toldAgreement } from './repository.ts'
import type { ServiceAgreement } from './schemas.ts'

/** Signs an agreement for those who pay: by somebody who neither wrote it nor signed, or recorded, for the provider. */
export async function signServiceAgreement(tx: Tx, context: Context, id: string): Promise<Answer<ServiceAgreement>> {
  const { actor, now } = context
  const { agreement, payee } = await openAgreement(tx, context, id)
  requirePayer(actor, agreement.holderId)
  await requireNotTheProvider(tx, actor, payee)
  await requireToSign(tx, context, { agreement, payee }, agreement.payerSignedAt)
  const others = [agreement.draftedBy, agreement.providerSignedBy]
  await requireSecondPerson(
    tx,
    actor,
    others,
    'Somebody signs who neither wrote it nor saw to the signature of the provider',
  )
  await setPayerSigned(tx, actor, id, now)
  return signedBy(tx, context, id, 'payer')
}

/** Refuses a second signature, one under what is over already, and one with an organisation that was ended. */
export async function requireToSign(
  tx: Tx,
  { actor, now }: Context,
  { agreement, payee }: { readonly agreement: KeptAgreement; readonly payee: Payee },
  signedAt: string | null,
): Promise<void> {
  if (signedAt !== null) throw new Problem('already-signed')
  if (agreement.until < londonDate(now)) throw new Problem('wrong-state', 'The last day of this agreement is over')
  await requireTakingPart(tx, actor, [agreement.holderId, payee.organisationId])
}

/** What an agreement is once one of the two has signed. */
export async function signedBy(
  tx: Tx,
  { actor, now }: Context,
  id: string,
  party: 'payer' | 'provider',
): Promise<Answer<ServiceAgreement>> {
  await record(tx, actor, {
    type: 'service-agreement.signed',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { party },
  })
  return done(toldAgreement(orNotFound(await findAgreement(tx, actor, id, londonDate(now)))))
}
