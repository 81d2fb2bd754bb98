import { findDeath } from '../case-access/repository.ts'
import { isUnconfirmedSince } from '../case-progress/identity-repository.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { isHoldingAgreed } from '../line-holdings/repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { listOpenStops } from '../provider-stops/repository.ts'
import type { HoldReason } from '../rules/payments/holds.ts'
import { isPaused } from '../rules/planning/line-pauses.ts'
import { paysStopped } from '../rules/planning/provider-stops.ts'
import { needsAgreement } from '../rules/spending/deployment-agreement.ts'
import { isSignatureDisputed } from '../sign-off/repository.ts'
import { findPlan } from '../support-plans/repository.ts'
import { findPersonOf } from './repository.ts'
import type { Payment } from './schemas.ts'

/** Whether who is paid may be paid now, and whether somebody looks at the case, the line or the payee. */
export interface Gates {
  readonly payeeMayBePaid: (tx: Tx, actor: Actor, payment: Payment) => Promise<boolean>
  readonly isFrozen: (tx: Tx, actor: Actor, payment: Payment) => Promise<boolean>
}

/** `line-closed` is no reason to wait: the payment is not made. */
export type NotNow = HoldReason | 'line-closed'

/** Why each of these payments is not made now; those that can be are not in it. */
export async function whyHeld(
  tx: Tx,
  actor: Actor,
  payments: readonly Payment[],
  gates: Gates,
): Promise<ReadonlyMap<string, NotNow>> {
  const lines = new Map<string, Promise<ReasonOf>>()
  const reasons = new Map<string, NotNow>()
  for (const payment of payments) {
    const { planLineId } = payment
    const known = lines.get(planLineId) ?? reasonsOf(tx, actor, planLineId)
    lines.set(planLineId, known)
    const reason = (await known)(payment) ?? (await reasonOfPayee(tx, actor, payment, gates))
    if (reason) reasons.set(payment.id, reason)
  }
  return reasons
}

async function reasonOfPayee(
  tx: Tx,
  actor: Actor,
  payment: Payment,
  { payeeMayBePaid, isFrozen }: Gates,
): Promise<HoldReason | undefined> {
  if (!(await payeeMayBePaid(tx, actor, payment))) return 'payee-not-to-be-paid'
  return (await isFrozen(tx, actor, payment)) ? 'under-check' : undefined
}

type ReasonOf = (payment: Payment) => NotNow | undefined

/** What is known of a line, once for all its payments. */
async function reasonsOf(tx: Tx, actor: Actor, planLineId: string): Promise<ReasonOf> {
  const line = await findLine(tx, actor, planLineId)
  if (line?.status !== 'active') return () => 'line-closed'
  const { caseId, key, deployment, instrument, holderId } = line
  const held = { deployment, instrument, holderId }
  const [personId, plan] = await Promise.all([findPersonOf(tx, actor, caseId), findPlan(tx, actor, line.supportPlanId)])
  if (!personId || !plan) return () => 'line-closed'
  const [agreed, death, disputed, unconfirmed, pauses, stops] = await Promise.all([
    isHoldingAgreed(tx, actor, caseId, key, held),
    findDeath(tx, actor, personId),
    isSignatureDisputed(tx, actor, plan.id),
    plan.agreedAt ? isUnconfirmedSince(tx, actor, caseId, new Date(plan.agreedAt)) : false,
    listNewestPauses(tx, actor, caseId),
    listOpenStops(tx, actor, caseId),
  ])
  return ({ dueOn, until }) => {
    // What was for days while they lived is paid.
    if (death && until > death.diedOn) return 'death-reported'
    if (disputed) return 'signature-disputed'
    if (unconfirmed) return 'identity-to-confirm'
    if (needsAgreement(held) && !agreed) return 'agreement-missing'
    if (pauses.some((pause) => pause.line === key && isPaused(pause, dueOn))) return 'line-paused'
    return paysStopped(line, dueOn, stops) ? 'provider-stopped' : undefined
  }
}
