import { ownersWithoutAccount } from '../bank-accounts/list-accounts.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { isHoldingAgreed } from '../line-holdings/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { eachOf } from '../platform/database/prepared.ts'
import type { FoundReason } from '../rules/payments/holds.ts'
import { waitsForAgreement } from '../rules/spending/deployment-agreement.ts'
import { whatStops } from '../rules/spending/stops.ts'
import type { LocalDate } from '../shared/dates.ts'
import { findStops } from '../spending-stops/find-stops.ts'
import { findPlan } from '../support-plans/repository.ts'
import { findPersonOf } from './repository.ts'
import type { Payment } from './schemas.ts'

/** Whether who is paid may be paid on a day for what they gave until another, and whether somebody looks at the case, the line or the payee. The person is no payee: `payeeId` is null. */
export interface Gates {
  readonly payeeMayBePaid: (
    tx: Tx,
    actor: Actor,
    of: {
      readonly caseId: string
      readonly planLineId: string
      readonly payeeId: string
      readonly on: LocalDate
      readonly paidOn: LocalDate
    },
  ) => Promise<boolean>
  /** Why a provider may not be paid from a line for what was given on a day: without an agreement where it needs one, or by the schedule at more than its rate. */
  readonly whyNotUnderAgreement: (
    tx: Tx,
    actor: Actor,
    of: { readonly planLineId: string; readonly payeeId: string; readonly on: LocalDate; readonly bySchedule: boolean },
  ) => Promise<FoundReason | undefined>
  readonly isFrozen: (tx: Tx, actor: Actor, of: Pick<Payment, 'caseId' | 'planLineId' | 'payeeId'>) => Promise<boolean>
}

/** `line-closed` is no reason to wait: the payment is not made. */
export type NotNow = FoundReason | 'line-closed'

/** Why each of these payments is not made now; those that can be are not in it. */
export async function whyHeld(
  tx: Tx,
  actor: Actor,
  payments: readonly Payment[],
  gates: Gates,
  payerId: string,
  today: LocalDate,
): Promise<ReadonlyMap<string, NotNow>> {
  const lacking = await ownersWithoutAccount(tx, actor, payerId, payments.map(ownerOf))
  // Each is asked once for all the payments that it is the same for, and all of them together.
  const ofLine = eachOf((planLineId: string) => reasonsOf(tx, actor, planLineId))
  const mayBePaid = eachOf((caseId: string, planLineId: string, payeeId: string, on: LocalDate, paidOn: LocalDate) =>
    gates.payeeMayBePaid(tx, actor, { caseId, planLineId, payeeId, on, paidOn }),
  )
  const underAgreement = eachOf((planLineId: string, payeeId: string, on: LocalDate, by: 'schedule' | 'purchase') =>
    gates.whyNotUnderAgreement(tx, actor, { planLineId, payeeId, on, bySchedule: by === 'schedule' }),
  )
  const frozen = eachOf((caseId: string, planLineId: string, payeeId: string) =>
    gates.isFrozen(tx, actor, { caseId, planLineId, payeeId: payeeId || null }),
  )
  const reasonOf = async (payment: Payment): Promise<NotNow | undefined> => {
    const { caseId, planLineId, payeeId, purpose, from, until, dueOn } = payment
    const underCheck = await frozen(caseId, planLineId, payeeId ?? '')
    const reason = (await ofLine(planLineId))(payment, underCheck)
    if (reason && reason !== 'under-check') return reason
    // What was given by the day on which somebody was ended is paid to them after it.
    const [givenOn = dueOn] = [until, dueOn].sort()
    const paidOn = dueOn > today ? dueOn : today
    if (payeeId !== null && !(await mayBePaid(caseId, planLineId, payeeId, givenOn, paidOn)))
      return 'payee-not-to-be-paid'
    const days = payeeId === null ? [] : [...new Set([from, until < dueOn ? until : from])]
    for (const on of days) {
      const without = await underAgreement(planLineId, payeeId ?? '', on, purpose === 'owed' ? 'purchase' : 'schedule')
      if (without) return without
    }
    // Asked last: it says the least of why.
    if (reason) return reason
    return lacking.has(ownerOf(payment)) ? 'bank-details-missing' : undefined
  }
  const reasons = await Promise.all(
    payments.map(async (payment) => ({ id: payment.id, reason: await reasonOf(payment) })),
  )
  return new Map(reasons.flatMap(({ id, reason }) => (reason ? [[id, reason]] : [])))
}

/** Whose account a payment goes into: a payee's, or that of the budget. */
const ownerOf = ({ payeeId, caseId }: Payment): string => payeeId ?? caseId

type ReasonOf = (payment: Payment, frozen: boolean) => NotNow | undefined

/** What is known of a line, once for all its payments. */
async function reasonsOf(tx: Tx, actor: Actor, planLineId: string): Promise<ReasonOf> {
  const line = await findLine(tx, actor, planLineId)
  if (!line) return () => 'line-closed'
  const { caseId, key, deployment, instrument, holderId } = line
  const held = { deployment, instrument, holderId }
  const [personId, plan] = await Promise.all([findPersonOf(tx, actor, caseId), findPlan(tx, actor, line.supportPlanId)])
  if (!personId || !plan) return () => 'line-closed'
  const [agreed, known] = await Promise.all([
    isHoldingAgreed(tx, actor, caseId, key, held),
    findStops(tx, actor, { caseId, personId, plan }, 'payment'),
  ])
  return ({ dueOn, until, purpose, payeeId }, frozen) => {
    if (purpose !== 'owed' && line.status !== 'active') return 'line-closed'
    const use = purpose === 'owed' ? 'owed' : 'payment'
    // What was bought already waits for nobody who pays for what comes; but nothing is paid into the hands of the person before both have signed.
    const intoHands = use === 'payment' || (payeeId === null && line.status === 'active')
    const unsigned = intoHands && waitsForAgreement(held, 'into-hands') && !agreed
    return whatStops(line, { ...known, unsigned, frozen }, { use, on: dueOn, until })
  }
}
