import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { toPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/** Who imported that the bank did not make the payment instead of which another is. What failed before that was looked at by somebody else than who imported it, who released what failed then. */
export async function listWhoSaidFailed(reads: Reads, actor: Actor, paymentId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('payment as f', (join) =>
      join.on('f.commissioner_id', '=', theTenant).onRef('f.payment_id', '=', 'p.instead_of'),
    )
    .innerJoin('pay_run_result as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.reference', '=', 'f.reference'),
    )
    .select('r.imported_by')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.payment_id', '=', paymentId)
    .where('r.failure', 'is not', null)
    .execute()
  return rows.map(({ imported_by }) => imported_by)
}

/** The payments that stand today instead of one that failed, or of one of those that did, held against others: each for days of its own. */
export async function lockStandingInstead(tx: Tx, actor: Actor, paymentId: string): Promise<Payment[]> {
  const after = sql`with recursive after as (
    select p.payment_id, p.failure, p.cancelled_at from payment p where p.commissioner_id = ${actor.commissionerId} and p.instead_of = ${paymentId}
    union select p.payment_id, p.failure, p.cancelled_at from after a join payment p on p.commissioner_id = ${theTenant} and p.instead_of = a.payment_id)`
  const stands = sql<boolean>`payment_id in (${after} select payment_id from after where failure is null and cancelled_at is null)`
  const rows = await tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where(stands)
    .orderBy('payment_id')
    .forUpdate()
    .execute()
  return rows.map(toPayment)
}

export async function findPayment(reads: Reads, actor: Actor, id: string): Promise<Payment | undefined> {
  const row = await reads
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payment_id', '=', id)
    .executeTakeFirst()
  return row && toPayment(row)
}
