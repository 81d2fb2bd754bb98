import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { stateOn } from '../rules/spending/service-agreements.ts'
import { londonDate } from '../shared/dates.ts'
import { openAgreement, requireNotTheProvider, requirePayer } from './open-agreement.ts'
import { setAgreementEnded, toldAgreement } from './repository.ts'
import type { ServiceAgreement, ServiceAgreementEnding } from './schemas.ts'

/** Ends an agreement before its last day: what is given until then is paid. */
export async function endServiceAgreement(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ServiceAgreementEnding>,
): Promise<Answer<ServiceAgreement>> {
  const { actor, now } = context
  const today = londonDate(now)
  const { agreement, payee } = await openAgreement(tx, context, id)
  requirePayer(actor, agreement.holderId)
  await requireNotTheProvider(tx, actor, payee)
  if (input.on < today) throw invalidAt('/on', 'is today or later: what was given until now is paid')
  if (input.on >= agreement.until) throw invalidAt('/on', 'is before the last day that was agreed')
  await setAgreementEnded(tx, actor, id, input, now)
  const about = { subjectId: id, caseId: null, at: now }
  await record(tx, actor, { type: 'service-agreement.ended', ...about, facts: { on: input.on } })
  const ended = { ...agreement, endedOn: input.on, endedBecause: input.because }
  return done(toldAgreement({ ...ended, state: stateOn(ended, today) }))
}
