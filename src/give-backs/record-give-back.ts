import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { postRelease } from '../ledger/book-repository.ts'
import { type AgreedLine, findLine } from '../ledger/lines-repository.ts'
import { giveBack } from '../ledger/payment-moves-repository.ts'
import { findPaidToHold } from '../payments/held-by-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { type Giver, type ReadGiveBack, whereTheyDiffer } from '../rules/spending/give-backs.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { isOneOf } from '../staff/same-human.ts'
import { requireMade, takeBackPayment } from './came-back.ts'
import {
  findFirstAgreedOn,
  insertGiveBack,
  type KeptGiveBack,
  lockStanding,
  setConfirmed,
  setReplaced,
} from './repository.ts'
import type { GiveBack, NewGiveBack } from './schemas.ts'

/**
 * Records money that came back of what was paid out for a line, also once the case has ended. It moves once a second officer has recorded the same: it stays the person’s
 * while the line is open; of one that has closed it goes on to those who paid for it, each its part.
 */
export async function recordGiveBack(
  tx: Tx,
  context: Context,
  planLineId: string,
  input: NewGiveBack,
): Promise<Answer<GiveBack>> {
  const { actor, now } = context
  const [locked, held, known] = await Promise.all([
    lockCase(tx, actor, { table: 'plan_line', id: planLineId }),
    findLine(tx, actor, planLineId),
    lockStanding(tx, actor, input.reference),
  ])
  const [budgetCase, line] = [orNotFound(locked), orNotFound(held)]
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  if (known && known.confirmedAt !== null)
    throw new Problem('wrong-state', 'What came back with this reference is recorded already')
  if (input.receivedOn > londonDate(now)) throw invalidAt('/receivedOn', 'cannot be in the future')
  // What is held goes on with the line that takes the place of its own: it may have come back before that.
  const agreedOn = await findFirstAgreedOn(tx, actor, line)
  if (agreedOn !== null && input.receivedOn < agreedOn)
    throw invalidAt('/receivedOn', 'comes after the line was agreed for the first time')
  const { paymentId = null } = input
  const byPayee = input.givenBy === 'payee'
  if (byPayee !== (paymentId !== null))
    throw invalidAt('/paymentId', 'Name the payment where whoever was paid gives it back, and only there')
  const made = byPayee ? await requireMade(tx, actor, line, { ...input, paymentId }) : undefined
  if (!made) await requireGiver(tx, actor, line, input.givenBy)
  const { amountPence } = input
  if (!made && amountPence > line.heldPence)
    throw invalidAt(
      '/amountPence',
      `${inPounds(line.heldPence)} was paid out for the line and is not spent`,
      'line-overspent',
    )
  const { caseId } = line
  const read = { planLineId, ...input, paymentId }
  if (!known || !(await confirms(tx, actor, known, read))) {
    const fresh = { id: newId(), caseId, ...read, toFunders: false, recordedAt: now.toISOString(), ...unconfirmed }
    if (known) await setReplaced(tx, actor, known.id, now)
    insertGiveBack(tx, actor, fresh)
    const facts = { planLineId, amountPence, givenBy: input.givenBy }
    await record(tx, actor, { type: 'give-back.recorded', subjectId: fresh.id, caseId, at: now, facts })
    return created(fresh, `/v1/cases/${caseId}/give-backs`)
  }
  const toFunders = made
    ? await takeBackPayment(tx, context, budgetCase, line, made, amountPence)
    : line.status === 'closed'
  if (!made) {
    giveBack(tx, actor, [{ caseId, planLineId, pence: amountPence }], now)
    if (toFunders) postRelease(tx, actor, caseId, [{ id: planLineId, from: 'returned', pence: amountPence }], now)
  }
  const { recordedBy: _, ...first } = known
  const given: GiveBack = {
    ...first,
    toFunders,
    confirmedEvidence: input.evidence,
    confirmedAt: now.toISOString(),
  }
  await setConfirmed(tx, actor, given, now)
  await record(tx, actor, {
    type: 'plan-line.money-given-back',
    subjectId: given.id,
    caseId,
    at: now,
    facts: { planLineId, amountPence, givenBy: input.givenBy, toFunders },
  })
  return created(given, `/v1/cases/${caseId}/give-backs`)
}

/** Whoever holds the money of a line now gives it back, and whoever was paid it when it was held in another way. */
async function requireGiver(tx: Tx, actor: Actor, line: AgreedLine, givenBy: Giver): Promise<void> {
  const byHolder = givenBy === 'holder'
  if (byHolder ? line.holderId !== null : line.deployment === 'direct-payment') return
  const paid = await findPaidToHold(tx, actor, line)
  if (byHolder ? paid.holder : paid.person) return
  throw invalidAt(
    '/givenBy',
    byHolder
      ? 'No organisation holds the money of this line, or was paid it'
      : 'The person does not hold the money of this line, and was paid none of it',
  )
}

const unconfirmed = { confirmedEvidence: null, confirmedAt: null }

/** Whether it is the second officer who records the same; false where who recorded it first corrects it. */
async function confirms(tx: Tx, actor: Actor, known: KeptGiveBack, read: ReadGiveBack): Promise<boolean> {
  const differs = whereTheyDiffer(known, read)
  if (await isOneOf(tx, actor, [known.recordedBy])) {
    if (differs === undefined)
      throw new Problem(
        'second-person-needed',
        'You recorded it: another officer records the same before the money moves',
      )
    return false
  }
  if (differs === 'planLineId')
    throw new Problem('wrong-state', 'Somebody recorded what came back with this reference for another line')
  if (differs) throw invalidAt(`/${differs}`, 'Somebody recorded this payment otherwise: look at the account together')
  return true
}
