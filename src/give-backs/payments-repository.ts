import { sql } from 'kysely'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { toPayment } from '../payments/repository.ts'
import type { Payment } from '../payments/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'

/** A payment of a case that may have come back, held against others. */
export interface MadePayment {
  readonly payment: Payment
  readonly purchaseId: string | null
  /** Whether whoever was paid holds the money for the person. */
  readonly toHold: boolean
  /** Whether it is owed for days of the schedule. */
  readonly isForDays: boolean
  /** The key of its line. */
  readonly line: string
  /** What of it came back before. */
  readonly backPence: Pence
}

export async function lockMade(
  tx: Tx,
  actor: Actor,
  { caseId }: Pick<AgreedLine, 'caseId'>,
  paymentId: string,
): Promise<MadePayment | undefined> {
  const row = await tx
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .selectAll('p')
    .select('l.key')
    .select(
      sql<Pence>`(select coalesce(sum(g.amount_pence), 0)::bigint from give_back g where g.commissioner_id = ${theTenant}
        and g.payment_id = p.payment_id and g.confirmed_at is not null)`.as('back_pence'),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.payment_id', '=', paymentId)
    .where('p.case_id', '=', caseId)
    .forUpdate('p')
    .executeTakeFirst()
  if (!row) return undefined
  const { key: line, back_pence: backPence, purchase_id: purchaseId, to_hold: toHold, owed_for_days: isForDays } = row
  return { payment: toPayment(row), purchaseId, toHold, isForDays, line, backPence }
}
