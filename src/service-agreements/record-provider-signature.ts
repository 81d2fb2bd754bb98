import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { openAgreement, requireNotTheProvider, requirePayer } from './open-agreement.ts'
import { setProviderSigned } from './repository.ts'
import type { RecordedProviderSignature, ServiceAgreement } from './schemas.ts'
import { requireToSign, signedBy } from './sign-service-agreement.ts'

/** Records what a provider signed that does not sign in, as somebody saw it who did not sign for those who pay. */
export async function recordProviderSignature(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof RecordedProviderSignature>,
): Promise<Answer<ServiceAgreement>> {
  const { actor, now } = context
  const { agreement, payee } = await openAgreement(tx, context, id)
  requirePayer(actor, agreement.holderId)
  await requireNotTheProvider(tx, actor, payee)
  await requireToSign(tx, context, { agreement, payee }, agreement.providerSignedAt)
  await requireSecondPerson(tx, actor, [agreement.payerSignedBy], 'Somebody else than who signed for those who pay')
  await setProviderSigned(tx, actor, id, input, now)
  return signedBy(tx, context, id, 'provider')
}
