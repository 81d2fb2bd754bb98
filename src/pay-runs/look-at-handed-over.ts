import { lockCases } from '../case-access/lock-cases-repository.ts'
import { listLacking } from '../payees/repository.ts'
import { type Gates, type NotNow, whyHeld } from '../payments/why-held.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { type LookedAt, listChanged, lockHandedOver } from './look-again-repository.ts'
import type { KeptPayRun } from './repository.ts'

/** Why a payment leaves a run: it waits for a reason, is not made any more, or is planned anew since its line is held in another way. */
export type OutBecause = NotNow | 'held-otherwise'

/** Payments of a run that were handed over, held, and why some of them may not be made now. */
interface HandedOver {
  readonly all: readonly LookedAt[]
  readonly reasons: Map<string, OutBecause>
  /** The cases, held, of which something has changed since. */
  readonly changed: readonly string[]
}

/** Looks at the payments of a run that were handed over, all or the next so many, for what has come in between. */
export async function lookAtHandedOver(
  tx: Tx,
  { actor, now }: Context,
  run: KeptPayRun,
  gates: Gates,
  most?: number,
): Promise<HandedOver> {
  const today = londonDate(now)
  // A case comes before its payments, as for whoever plans them anew.
  const changed = await listChanged(tx, actor, run.id, most)
  await lockCases(tx, actor, changed)
  const all = await lockHandedOver(tx, actor, run.id, most)
  // One that changed in this moment is not planned anew without its case.
  const isHeld = ({ payment, heldOtherwise, owedUntil }: LookedAt) =>
    changed.includes(payment.caseId) || !(heldOtherwise || owedUntil !== null)
  if (!all.every(isHeld)) throw new Problem('service-unavailable')
  const payees = new Set(all.flatMap(({ payment }) => payment.payeeId ?? []))
  const lacking = await listLacking(tx, actor, [...payees], today)
  const isDoubtful = ({ doubtful, payment }: LookedAt) => doubtful || lacking.has(payment.payeeId ?? '')
  const asked = all.filter(isDoubtful).map(({ payment }) => payment)
  const reasons = new Map<string, OutBecause>(await whyHeld(tx, actor, asked, gates, run.payerId, today))
  for (const { payment, heldOtherwise } of all)
    if (heldOtherwise && reasons.get(payment.id) !== 'line-closed') reasons.set(payment.id, 'held-otherwise')
  return { all, reasons, changed }
}
