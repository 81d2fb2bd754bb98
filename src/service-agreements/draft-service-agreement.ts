import type { Static } from '@sinclair/typebox'
import { listUnknownOrganisations } from '../organisations/repository.ts'
import { findPayee } from '../payees/repository.ts'
import { requireProvider } from '../payees/require-provider.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayBegin } from '../rules/spending/service-agreements.ts'
import { londonDate } from '../shared/dates.ts'
import { requireNotTheProvider, requirePayer } from './open-agreement.ts'
import { insertAgreement } from './repository.ts'
import type { NewServiceAgreement, ServiceAgreement } from './schemas.ts'

/** Writes down what is to be agreed with a provider, for days to come. Nothing is paid by it until both have signed. */
export async function draftServiceAgreement(
  tx: Tx,
  context: Context,
  input: Static<typeof NewServiceAgreement>,
): Promise<Answer<ServiceAgreement>> {
  const { actor, now } = context
  const today = londonDate(now)
  requirePayer(actor, input.holderId)
  const [payee, unknown] = await Promise.all([
    findPayee(tx, actor, input.payeeId, today),
    listUnknownOrganisations(tx, actor.commissionerId, input.holderId === null ? [] : [input.holderId]),
  ])
  const provider = await requireProvider(tx, actor, payee)
  if (unknown.size > 0) throw invalidAt('/holderId', 'No such organisation is registered here', 'reference-unknown')
  await requireNotTheProvider(tx, actor, provider)
  orThrow(mayBegin(input, today))
  return keepDraft(tx, context, input, null)
}

/** Keeps an agreement that nobody has signed. */
export async function keepDraft(
  tx: Tx,
  { actor, now }: Context,
  terms: Static<typeof NewServiceAgreement>,
  renewsId: string | null,
): Promise<Answer<ServiceAgreement>> {
  const agreement: ServiceAgreement = {
    id: newId(),
    ...terms,
    renewsId,
    state: 'draft',
    draftedAt: now.toISOString(),
    ...{ payerSignedAt: null, providerSignedAt: null, providerSignatory: null, endedOn: null, endedBecause: null },
  }
  insertAgreement(tx, actor, agreement)
  const { payeeId, from, until } = terms
  const facts = { payeeId, from, until, renews: renewsId !== null }
  await record(tx, actor, { type: 'service-agreement.drafted', subjectId: agreement.id, caseId: null, at: now, facts })
  return created(agreement, `/v1/service-agreements/${agreement.id}`)
}
