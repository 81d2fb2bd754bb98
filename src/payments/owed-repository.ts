import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Whether a case has payments by a schedule that no bank knows of. */
export async function hasWaiting(reads: Reads, actor: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('payment')
    .select('payment_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('purpose', '<>', 'owed')
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether what a payee gave on a day is owed to them with the days of the schedule. */
export async function isDayOwed(
  reads: Reads,
  actor: Actor,
  { planLineId, payeeId, on }: { readonly planLineId: string; readonly payeeId: string; readonly on: LocalDate },
): Promise<boolean> {
  const row = await reads
    .selectFrom('payment')
    .select('payment_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', planLineId)
    .where('payee_id', '=', payeeId)
    .where('owed_for_days', '=', true)
    .where('cancelled_at', 'is', null)
    .where('failure', 'is', null)
    .where('from_on', '<=', on)
    .where('until_on', '>=', on)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these payments are owed for days of a schedule. */
export async function listOwedForDays(
  reads: Reads,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await reads
    .selectFrom('payment')
    .select('payment_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('owed_for_days', '=', true)
    .execute()
  return new Set(rows.map(({ payment_id }) => payment_id))
}

/** Holds payments as those were held whose place they take, by the same human since the same moment. */
export async function copyHolds(
  tx: Tx,
  actor: Actor,
  pairs: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  const [from, to] = [pairs.map((one) => one.from), pairs.map((one) => one.to)]
  await sql`update payment n set hold_reason = o.hold_reason, held_by = o.held_by, held_at = o.held_at
    from unnest(${from}::uuid[], ${to}::uuid[]) as x(of_id, to_id)
    join payment o on o.commissioner_id = ${theTenant} and o.payment_id = x.of_id
    where n.commissioner_id = ${actor.commissionerId} and n.payment_id = x.to_id and o.hold_reason is not null`.execute(
    tx,
  )
}
