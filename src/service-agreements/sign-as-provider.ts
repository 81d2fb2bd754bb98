import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { openAgreement } from './open-agreement.ts'
import { setProviderSigned } from './repository.ts'
import type { ServiceAgreement } from './schemas.ts'
import { requireToSign, signedBy } from './sign-service-agreement.ts'

/** An officer of the provider signs for it. An agreement with anybody else is not there for them. */
export async function signAsProvider(tx: Tx, context: Context, id: string): Promise<Answer<ServiceAgreement>> {
  const { actor, now } = context
  const { agreement, payee } = await openAgreement(tx, context, id)
  if (payee.organisationId === null || payee.organisationId !== actor.organisationId) throw new Problem('not-found')
  await requireToSign(tx, context, { agreement, payee }, agreement.providerSignedAt)
  await requireSecondPerson(tx, actor, [agreement.draftedBy, agreement.payerSignedBy])
  await setProviderSigned(tx, actor, id, null, now)
  return signedBy(tx, context, id, 'provider')
}
