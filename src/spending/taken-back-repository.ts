import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { chasedAfterDays, type TakenBack } from '../rules/spending/missing-receipts.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'

/**
 * What a human bought on a line of a case, as many days before as receipts are waited for, and took back whole before anybody asked for its receipt, or sent its document; a line that a changed plan has again is the same line. What the issuer of a
 * card says came back did.
 */
export async function listTakenBack(
  reads: Reads,
  actor: Actor,
  of: { readonly caseId: string; readonly lineKey: string; readonly humanId: string; readonly boughtOn: LocalDate },
): Promise<TakenBack[]> {
  return reads
    .selectFrom('purchase as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(['p.payee', 'p.amount_pence as amountPence', 'p.bought_on as boughtOn'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', of.caseId)
    .where('p.bought_on', '>=', daysAfter(of.boughtOn, -Math.max(...chasedAfterDays)))
    .where('p.bought_on', '<=', of.boughtOn)
    .where('p.reversed_at', 'is not', null)
    .where('l.key', '=', of.lineKey)
    .where(humanOf('p.bought_by'), '=', of.humanId)
    .where(
      sql<boolean>`not exists (select from receipt r where r.commissioner_id = ${theTenant} and r.purchase_id = p.purchase_id and r.document_id is not null)
        and not exists (select from receipt_chase k where k.commissioner_id = ${theTenant} and k.purchase_id = p.purchase_id)
        and not exists (select from card_feed_line f where f.commissioner_id = ${theTenant} and f.purchase_id = p.purchase_id and f.amount_pence < 0)`,
    )
    .execute()
}
