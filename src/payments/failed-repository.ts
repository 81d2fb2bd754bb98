import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Period } from '../rules/budgets/period.ts'
import { type Failed, type InsteadOf, insteadOf } from '../rules/payments/failed.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { FreshPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/** When somebody last released a payment that stands, or stood, instead of `p` since it failed last. */
const lookedAt = sql<Date | null>`(select max(o.released_at) from payment o
  where o.commissioner_id = ${theTenant} and o.instead_of = p.payment_id and not o.release_is_past)`

/** The payments of a line that failed, whichever plan it was in, in the order in which they did. */
export async function listFailed(reads: Reads, actor: Actor, caseId: string, line: string): Promise<Failed[]> {
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(['p.payment_id', 'p.purpose', 'p.owed_for_days', 'p.purchase_id', 'p.from_on', 'p.until_on'])
    .select([
      lookedAt.as('looked_at'),
      sql<
        (Period & { id: string })[]
      >`(select coalesce(json_agg(json_build_object('id', o.payment_id, 'from', o.from_on, 'until', o.until_on)), '[]')
        from payment o where o.commissioner_id = ${theTenant} and o.instead_of = p.payment_id and o.cancelled_at is null)`.as(
        'followed_by',
      ),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('l.key', '=', line)
    .where('p.failure', 'is not', null)
    .orderBy('p.settled_at')
    .orderBy('p.payment_id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.payment_id, purpose: row.purpose, isForDays: row.owed_for_days, purchaseId: row.purchase_id },
    ...{ from: row.from_on, until: row.until_on, lookedAt: row.looked_at, followedBy: row.followed_by },
  }))
}

/** What payments that take the place of these have of those that failed, instead of which these stand. */
export async function listInsteadOf(
  reads: Reads,
  actor: Actor,
  payments: readonly Payment[],
): Promise<(payment: Payment) => InsteadOf | undefined> {
  const ids = [...new Set(payments.flatMap(({ insteadOfId }) => insteadOfId ?? []))]
  if (ids.length === 0) return () => undefined
  const rows = await reads
    .selectFrom('payment as p')
    .select(['p.payment_id as id', lookedAt.as('lookedAt')])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('p.payment_id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  const of = new Map(rows.map((row) => [row.id, insteadOf(row)]))
  return ({ insteadOfId }) => of.get(insteadOfId ?? '')
}

const heldUntil = sql<LocalDate | null>`(select min((g.took_effect_at at time zone 'Europe/London')::date) - 1 from line_holding g
  where g.commissioner_id = ${theTenant} and g.plan_line_id = p.plan_line_id and g.took_effect_at > p.instructed_at
  and (g.deployment <> g.from_deployment or g.holder_id is distinct from g.from_holder_id) offset 0)`

/** A payment that was not made after all; `closed`: its line has closed by now; `heldUntil`: the last day before the money of that was held by somebody else, where it is since the bank was told. */
export interface NotMade
  extends Omit<Required<FreshPayment>, 'dueOn' | 'holdReason' | 'purchaseId' | 'insteadOfId' | 'releasedAt'> {
  readonly id: string
  readonly purchaseId: string | null
  readonly closed: boolean
  readonly heldUntil: LocalDate | null
}

/** Payments that failed, as what is planned instead of each has it of them, each on the line that it is planned for. */
export async function listNotMade(
  tx: Tx,
  actor: Actor,
  failed: readonly { readonly id: string; readonly planLineId: string }[],
): Promise<NotMade[]> {
  const lines = new Map(failed.map(({ id, planLineId }) => [id, planLineId]))
  const [payments, closed] = await Promise.all([
    tx
      .selectFrom('payment as p')
      .selectAll()
      .select(heldUntil.as('held_until'))
      .where('p.commissioner_id', '=', actor.commissionerId)
      .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...lines.keys()]))))
      .where('failure', 'is not', null)
      .orderBy('payment_id')
      .execute(),
    tx
      .selectFrom('plan_line')
      .select('plan_line_id')
      .where('commissioner_id', '=', actor.commissionerId)
      .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...new Set(lines.values())]))))
      .where('closed_on', 'is not', null)
      .execute(),
  ])
  return payments.map((row) => {
    const planLineId = lines.get(row.payment_id) ?? row.plan_line_id
    return {
      ...{ id: row.payment_id, caseId: row.case_id, planLineId, payeeId: row.payee_id, purpose: row.purpose },
      ...{ from: row.from_on, until: row.until_on, amountPence: row.amount_pence, toHold: row.to_hold },
      ...{ aboveRatePence: row.above_rate_pence, isForDays: row.owed_for_days, purchaseId: row.purchase_id },
      closed: closed.some((one) => one.plan_line_id === planLineId),
      heldUntil: planLineId === row.plan_line_id ? row.held_until : null,
    }
  })
}
