import { requireRegistered } from '../case-access/require-independent.ts'
import { openFloat, postFloat } from '../ledger/float-repository.ts'
import { lockOrganisation } from '../organisations/repository.ts'
import { setOrganisationToFollow } from '../payees/followed-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { canBePaidOn, whereReadOtherwise } from '../rules/spending/float-payments.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { findRegistered } from '../staff/repository.ts'
import { isOneOf } from '../staff/same-human.ts'
import {
  findFirstDeposit,
  findStanding,
  insertPayment,
  type KeptFloatPayment,
  setConfirmed,
  setReplaced,
} from './payments-repository.ts'
import { findFloat, insertFloat } from './repository.ts'
import type { FloatPayment, NewFloatPayment } from './schemas.ts'

/**
 * Records money that the commissioner paid to an organisation which buys for people, or that came back from it. It moves once a second officer has recorded the
 * same, and the first deposit then opens the float; what the bank calls the same is recorded once.
 */
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
  orThrow(canBePaidOn(input, londonDate(now), await findFirstDeposit(tx, actor, organisationId)))
  const { kind, amountPence } = input
  const known = await findStanding(tx, actor, organisationId, input)
  if (known && known.confirmedAt !== null)
    throw new Problem('wrong-state', `A ${kind} with this reference is recorded already`)
  if (kind === 'return') await requireHeld(tx, actor, organisationId, amountPence)
  const path = `/v1/organisations/${organisationId}/float-payments`
  const facts = { kind, amountPence }
  if (!known || !(await confirms(tx, actor, known, input))) {
    const fresh = { id: newId(), organisationId, ...input, recordedAt: now.toISOString(), confirmedAt: null }
    if (known) await setReplaced(tx, actor, known.id, now)
    await insertPayment(tx, actor, fresh)
    await record(tx, actor, { type: 'float.recorded', subjectId: organisationId, caseId: null, at: now, facts })
    return created(fresh, path)
  }
  if (!(await findFloat(tx, actor, organisationId))) {
    await insertFloat(tx, actor, organisationId, now)
    openFloat(tx, actor, organisationId)
    // What was planned to be paid to it, for it to hold, is in the float now.
    await setOrganisationToFollow(tx, actor, organisationId)
  }
  postFloat(tx, actor, `float-${kind}`, { organisationId, pence: amountPence }, now)
  // Purchases draw on it without the lock of the organisation: once the money has moved, nobody else changes what is left.
  if (kind === 'return') await requireHeld(tx, actor, organisationId, 0)
  await setConfirmed(tx, actor, known.id, now)
  await record(tx, actor, { type: 'float.paid', subjectId: organisationId, caseId: null, at: now, facts })
  const { recordedBy: _, ...first } = known
  return created({ ...first, confirmedAt: now.toISOString() }, path)
}

/** No more comes back from an organisation than it holds by the book. */
async function requireHeld(tx: Tx, actor: Actor, organisationId: string, pence: number): Promise<void> {
  const float = await findFloat(tx, actor, organisationId)
  if (!float) throw new Problem('wrong-state', 'The organisation has no float')
  if (float.balancePence < pence)
    throw invalidAt('/amountPence', `is more than the organisation holds, by the book ${inPounds(float.balancePence)}`)
}

/** Whether it is the second officer who records the same; false where who recorded it first corrects it, or another does once they have left. */
async function confirms(tx: Tx, actor: Actor, known: KeptFloatPayment, read: NewFloatPayment): Promise<boolean> {
  const differs = whereReadOtherwise(known, read)
  if (await isOneOf(tx, actor, [known.recordedBy])) {
    if (differs !== undefined) return false
    throw new Problem(
      'second-person-needed',
      'You recorded it: another officer records the same before the money moves',
    )
  }
  // Who has left corrects nothing: by another it is recorded as it was, and by a second confirmed.
  if (differs && (await findRegistered(tx, actor, known.recordedBy)) === undefined) return false
  if (differs) throw invalidAt(`/${differs}`, 'Somebody recorded this payment otherwise: look at the account together')
  return true
}
