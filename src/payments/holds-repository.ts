import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { HoldReason } from '../rules/payments/holds.ts'

/** Holds payments that no bank knows of, takes them out of their run, and gives which. Null of `by`: the service does, unless they are held for that already, and releases them once the reason is gone. */
export async function setHeld(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  reason: HoldReason,
  by: string | null,
  now: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .updateTable('payment')
    .set({
      ...{ hold_reason: reason, held_by: by, held_at: now, pay_run_id: null, held_before: null },
      // What somebody released stays released where the service alone holds it for a while.
      ...(by !== null && { released_at: null }),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .$if(by === null, (query) => query.where('hold_reason', 'is distinct from', reason))
    .returning('payment_id')
    .execute()
  return new Set(rows.map(({ payment_id }) => payment_id))
}

/** Releases a payment that somebody held, or that the bank did not make before, and gives whether it was one. What nobody who is named holds by hand is not theirs to release. */
export async function setReleasedByHand(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('payment')
    .set({ ...{ hold_reason: null, held_by: null, held_at: null }, released_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payment_id', '=', id)
    .where((eb) => eb.or([eb('hold_reason', '=', 'failed-before'), eb('held_by', 'is not', null)]))
    .returning('payment_id')
    .executeTakeFirst()
  return row !== undefined
}
