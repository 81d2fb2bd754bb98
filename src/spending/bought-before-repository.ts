import { sql } from 'kysely'
import { hasReceipt } from '../documents/receipts-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type BoughtBefore, chasedAfterDays } from '../rules/spending/missing-receipts.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'

/**
 * What a human bought on a line of a case, as many days before as receipts are waited for, in the order in which it was recorded; a line that a changed plan has again is the same line. What the issuer
 * of a card says came back did, and was not taken back.
 */
export async function listBoughtBefore(
  reads: Reads,
  actor: Actor,
  of: {
    readonly caseId: string
    readonly lineKey: string
    readonly humanId: string
    readonly boughtOn: LocalDate
    /** The purchase that is asked about; left out where it is not recorded yet. */
    readonly purchaseId?: string
  },
): Promise<BoughtBefore[]> {
  const rows = await reads
    .selectFrom('purchase as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(['p.payee', 'p.amount_pence as amountPence', 'p.bought_on as boughtOn', 'p.recorded_at'])
    .select(sql<Date | null>`case when ${isClean} then p.reversed_at end`.as('taken_back_at'))
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', of.caseId)
    .where('p.bought_on', '>=', daysAfter(of.boughtOn, -Math.max(...chasedAfterDays)))
    .where('l.key', '=', of.lineKey)
    .where(humanOf('p.bought_by'), '=', of.humanId)
    .$if(of.purchaseId !== undefined, (query) => query.where('p.purchase_id', '<', of.purchaseId ?? ''))
    .orderBy('p.purchase_id')
    .execute()
  return rows.map(({ recorded_at, taken_back_at, ...bought }) => ({
    ...bought,
    recordedAt: recorded_at.toISOString(),
    takenBackAt: taken_back_at?.toISOString() ?? null,
  }))
}

/** Whether nobody sent a receipt of a purchase that counts, or asked for it, and no card was paid back. */
const isClean = sql<boolean>`(not ${hasReceipt(sql`p.purchase_id`)}
  and not exists (select from receipt_chase k where k.commissioner_id = ${theTenant} and k.purchase_id = p.purchase_id)
  and not exists (select from card_feed_line f where f.commissioner_id = ${theTenant} and f.purchase_id = p.purchase_id and f.amount_pence < 0))`
