import { sql } from 'kysely'
import type { OnItsWay } from '../ledger/payment-moves-repository.ts'
import { kinOf } from '../payees/kin-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import { isOwedIntoHands, isToEnded } from './repository.ts'

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

/** A day on which a payee, by whichever of their entries in the register, gave something of a line. */
interface Given {
  readonly caseId: string
  readonly planLineId: string
  readonly key: string
  readonly payeeId: string
  readonly on: LocalDate
}

/** Whether what a payee gave on a day is owed to them with the days of the schedule, by whichever line of its key; or the bank was told to pay it by the schedule of the line itself. */
export async function findPaidWithDays(
  reads: Reads,
  actor: Actor,
  { caseId, planLineId, key, payeeId, on }: Given,
): Promise<{ readonly owed: boolean; readonly paid: boolean }> {
  const roots = sql`select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${theTenant} and p.payee_id = ${payeeId}`
  const row = await reads
    .selectFrom('payment as p')
    .innerJoinLateral(
      sql<{ key: string }>`(select l.key from plan_line l
        where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id offset 0)`.as('l'),
      (join) => join.onTrue(),
    )
    .select([
      sql<boolean>`coalesce(bool_or(p.owed_for_days), false)`.as('owed'),
      sql<boolean>`coalesce(bool_or(not p.owed_for_days), false)`.as('paid'),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('p.cancelled_at', 'is', null)
    .where('p.failure', 'is', null)
    .where('p.from_on', '<=', on)
    .where('p.until_on', '>=', on)
    .where((eb) =>
      eb.or([
        eb.and([eb('p.owed_for_days', '=', true), eb('l.key', '=', key)]),
        eb.and([
          eb('p.plan_line_id', '=', planLineId),
          eb('p.purpose', 'not in', ['owed', 'crisis']),
          eb('p.instructed_at', 'is not', null),
        ]),
      ]),
    )
    .where(sql<boolean>`p.payee_id in (select kin.payee_id from ${kinOf(roots)} as kin)`)
    .executeTakeFirst()
  return { owed: row?.owed ?? false, paid: row?.paid ?? false }
}

/** What is owed of a case into the hands of who was ended as a payee since, and no bank knows of: by its line, and whether that has closed. */
export async function listOwedToEnded(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(OnItsWay & { readonly id: string; readonly closed: boolean })[]> {
  const rows = await reads
    .selectFrom('payment as p')
    .select(['p.payment_id', 'p.plan_line_id', 'p.amount_pence'])
    .select(
      sql<boolean>`(select l.closed_on is not null from plan_line l
        where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id)`.as('closed'),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where(isOwedIntoHands)
    .where(isToEnded)
    .where('p.instructed_at', 'is', null)
    .where('p.cancelled_at', 'is', null)
    .orderBy('p.payment_id')
    .execute()
  return rows.map(({ payment_id, plan_line_id, amount_pence, closed }) => ({
    ...{ id: payment_id, caseId, planLineId: plan_line_id, pence: amount_pence, closed },
  }))
}

/** Holds payments as those were held whose place they take, by the same human since the same moment; what somebody holds by hand goes first. */
export async function copyHolds(
  tx: Tx,
  actor: Actor,
  pairs: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  const [from, to] = [pairs.map((one) => one.from), pairs.map((one) => one.to)]
  await sql`update payment n set hold_reason = o.hold_reason, held_by = o.held_by, held_at = o.held_at
    from (select distinct on (x.to_id) x.to_id, p.hold_reason, p.held_by, p.held_at
      from unnest(${from}::uuid[], ${to}::uuid[]) as x(of_id, to_id)
      join payment p on p.commissioner_id = ${theTenant} and p.payment_id = x.of_id
      where p.hold_reason is not null
      order by x.to_id, p.held_by is null, p.payment_id) o
    where n.commissioner_id = ${actor.commissionerId} and n.payment_id = o.to_id`.execute(tx)
}
