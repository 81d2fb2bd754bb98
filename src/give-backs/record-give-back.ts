import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { postRelease } from '../ledger/book-repository.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { giveBack } from '../ledger/payment-moves-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { type ReadGiveBack, whereTheyDiffer } from '../rules/spending/give-backs.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { isOneOf } from '../staff/same-human.ts'
import { findPlan } from '../support-plans/repository.ts'
import { insertGiveBack, type KeptGiveBack, lockStanding, setConfirmed, setReplaced } from './repository.ts'
import type { GiveBack, NewGiveBack } from './schemas.ts'

/**
 * Records money that came back of what was paid out for a line, also once the case has ended. It moves once a second officer has recorded the same: it stays the person’s
 * while the line is open; of one that has closed it goes on to those who paid for it, each its part.
 */
export async function recordGiveBack(
  tx: Tx,
  { actor, now }: Context,
  planLineId: string,
  input: NewGiveBack,
): Promise<Answer<GiveBack>> {
  const [locked, held, known] = await Promise.all([
    lockCase(tx, actor, { table: 'plan_line', id: planLineId }),
    findLine(tx, actor, planLineId),
    lockStanding(tx, actor, input.reference),
  ])
  const [budgetCase, line] = [orNotFound(locked), orNotFound(held)]
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const plan = orNotFound(await findPlan(tx, actor, line.supportPlanId))
  if (known && known.confirmedAt !== null)
    throw new Problem('wrong-state', 'What came back with this reference is recorded already')
  if (input.receivedOn > londonDate(now)) throw invalidAt('/receivedOn', 'cannot be in the future')
  if (plan.agreedAt !== null && input.receivedOn < londonDate(new Date(plan.agreedAt)))
    throw invalidAt('/receivedOn', 'comes after the plan was agreed')
  if ((input.givenBy === 'holder') !== (line.holderId !== null))
    throw invalidAt(
      '/givenBy',
      line.holderId ? 'An organisation holds the money of this line' : 'No organisation holds the money of this line',
    )
  const { amountPence } = input
  if (amountPence > line.heldPence)
    throw invalidAt(
      '/amountPence',
      `${inPounds(line.heldPence)} was paid out for the line and is not spent`,
      'line-overspent',
    )
  const { caseId } = line
  const read = { planLineId, ...input }
  if (!known || !(await confirms(tx, actor, known, read))) {
    const fresh = { id: newId(), caseId, ...read, toFunders: false, recordedAt: now.toISOString(), ...unconfirmed }
    if (known) await setReplaced(tx, actor, known.id, now)
    insertGiveBack(tx, actor, fresh)
    const facts = { planLineId, amountPence, givenBy: input.givenBy }
    await record(tx, actor, { type: 'give-back.recorded', subjectId: fresh.id, caseId, at: now, facts })
    return created(fresh, `/v1/cases/${caseId}/give-backs`)
  }
  giveBack(tx, actor, [{ caseId, planLineId, pence: amountPence }], now)
  const toFunders = line.status === 'closed'
  if (toFunders) postRelease(tx, actor, caseId, [{ id: planLineId, from: 'returned', pence: amountPence }], now)
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
