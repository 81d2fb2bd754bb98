import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { mayBegin } from '../rules/spending/service-agreements.ts'
import { londonDate } from '../shared/dates.ts'
import { keepDraft } from './draft-service-agreement.ts'
import { openAgreement, requireNotTheProvider, requirePayer, requireTakingPart } from './open-agreement.ts'
import type { ServiceAgreement, ServiceAgreementRenewal } from './schemas.ts'

/** Writes down an agreement that follows on one that both have signed: it begins after the last day of that. Both sign it anew. */
export async function renewServiceAgreement(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ServiceAgreementRenewal>,
): Promise<Answer<ServiceAgreement>> {
  const { agreement, payee } = await openAgreement(tx, context, id)
  requirePayer(context.actor, agreement.holderId)
  await requireNotTheProvider(tx, context.actor, payee)
  if (agreement.agreedOn === null) throw new Problem('wrong-state', 'Only what both have signed is renewed')
  if (payee.endedAt !== null) throw new Problem('payee-ended')
  await requireTakingPart(tx, context.actor, [agreement.holderId, payee.organisationId])
  orThrow(mayBegin(input, londonDate(context.now)))
  if (input.from <= agreement.until) throw invalidAt('/from', 'begins after the last day of the one that it renews')
  const { payeeId, holderId, what, categories, unit } = agreement
  return keepDraft(tx, context, { payeeId, holderId, what, categories, unit, ...input }, id)
}
