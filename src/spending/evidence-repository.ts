import { sql } from 'kysely'
import { showsSomething } from '../documents/receipts-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'

/** What the receipts of a line say beside its ledger. */
export interface EvidencePence {
  /** Of what was spent, what has no receipt that counts, and whose loss nobody accepted. */
  readonly pending: Pence
  /** Of what was reversed, what has a receipt that counts and says it was spent. */
  readonly reversed: Pence
}

/** What the receipts of each line of a case say: a purchase that stands without one that counts, and one that was reversed with one. */
export async function sumEvidence(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<ReadonlyMap<string, EvidencePence>> {
  const rows = await reads
    .selectFrom('purchase as p')
    .leftJoin('receipt as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.purchase_id', '=', 'p.purchase_id'),
    )
    .leftJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'r.document_id').on(showsSomething),
    )
    .leftJoin('receipt_loss as x', (join) =>
      join.on('x.commissioner_id', '=', theTenant).onRef('x.purchase_id', '=', 'p.purchase_id'),
    )
    .select([
      'p.plan_line_id',
      sql<number>`coalesce(sum(p.amount_pence - p.reversed_pence) filter (where d.document_id is null and x.accepted_at is null), 0)::bigint`.as(
        'pending',
      ),
      sql<number>`coalesce(sum(p.reversed_pence) filter (where d.document_id is not null), 0)::bigint`.as('reversed'),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where(sql<boolean>`(d.document_id is null or p.reversed_pence > 0)`)
    .groupBy('p.plan_line_id')
    .execute()
  return new Map(rows.map(({ plan_line_id, pending, reversed }) => [plan_line_id, { pending, reversed }]))
}
