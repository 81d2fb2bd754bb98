import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { AuditSampleItem } from './sample-schemas.ts'

/** Whom an item of a sample is about: on which cases, who is paid, and the document of the receipt where it is a purchase that has one since before the sample: of one that came later the finding says nothing. Bank details of a payee are of each case that is about to pay them. */
export async function findWhatItIsOf(
  reads: Reads,
  { commissionerId }: Actor,
  { id, of, caseId, payeeId }: Pick<AuditSampleItem, 'id' | 'of' | 'caseId' | 'payeeId'>,
  sampleId: string,
): Promise<{ readonly caseIds: readonly string[]; readonly payee: string | null; readonly documentId: string | null }> {
  const [bought, registered, paying] = await Promise.all([
    reads
      .selectFrom('purchase as p')
      .leftJoin('receipt as r', (join) =>
        join.on('r.commissioner_id', '=', theTenant).onRef('r.purchase_id', '=', 'p.purchase_id'),
      )
      .leftJoin('document as d', (join) =>
        join
          .on('d.commissioner_id', '=', theTenant)
          .onRef('d.document_id', '=', 'r.document_id')
          .on('d.added_at', '<=', (of) =>
            of
              .selectFrom('audit_sample')
              .select('drawn_at')
              .where('commissioner_id', '=', commissionerId)
              .where('audit_sample_id', '=', sampleId),
          ),
      )
      .select(['p.payee', 'd.document_id'])
      .where('p.commissioner_id', '=', commissionerId)
      .where('p.purchase_id', '=', of === 'purchase' ? id : null)
      .executeTakeFirst(),
    reads
      .selectFrom('payee')
      .select('name')
      .where('commissioner_id', '=', commissionerId)
      .where('payee_id', '=', payeeId)
      .executeTakeFirst(),
    reads
      .selectFrom('payment')
      .select('case_id')
      .distinct()
      .where('commissioner_id', '=', commissionerId)
      .where('payee_id', '=', caseId === null ? payeeId : null)
      .where('cancelled_at', 'is', null)
      .where('settled_at', 'is', null)
      .execute(),
  ])
  return {
    caseIds: caseId === null ? paying.map((row) => row.case_id) : [caseId],
    payee: bought?.payee ?? registered?.name ?? null,
    documentId: bought?.document_id ?? null,
  }
}
