import { requireRegistered } from '../case-access/require-independent.ts'
import { openFloat, postFloat } from '../ledger/float-repository.ts'
import { lockOrganisation } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { findFloat, insertFloat, insertPayment, isRecorded } from './repository.ts'
import type { FloatPayment, NewFloatPayment } from './schemas.ts'

/** Records money that the commissioner paid to an organisation which buys for people, or that came back from it. The first deposit opens its float; what the bank calls the same is recorded once. */
export async function recordFloatPayment(
  tx: Tx,
  context: Context,
  organisationId: string,
  input: NewFloatPayment,
): Promise<Answer<FloatPayment>> {
  const { actor, now } = context
  // Who recorded it does not sign for it, by any account of theirs: that is known by the register.
  await requireRegistered(tx, actor)
  orNotFound(await lockOrganisation(tx, actor.commissionerId, organisationId))
  if (input.paidOn > londonDate(now)) throw invalidAt('/paidOn', 'must not lie ahead')
  const float = await findFloat(tx, actor, organisationId)
  if (!float && input.kind === 'return') throw new Problem('wrong-state', 'The organisation has no float')
  if (!float) {
    await insertFloat(tx, actor, organisationId, now)
    openFloat(tx, actor, organisationId)
  }
  const { kind, amountPence } = input
  if (float && (await isRecorded(tx, actor, organisationId, input)))
    throw new Problem('wrong-state', `A ${kind} with this reference is recorded already`)
  postFloat(tx, actor, `float-${kind}`, { organisationId, pence: amountPence }, now)
  const payment = { id: newId(), organisationId, ...input, recordedAt: now.toISOString() }
  await insertPayment(tx, actor, payment)
  await record(tx, actor, {
    type: 'float.paid',
    subjectId: organisationId,
    caseId: null,
    at: now,
    facts: { kind, amountPence },
  })
  return created(payment, `/v1/organisations/${organisationId}/float-payments`)
}
