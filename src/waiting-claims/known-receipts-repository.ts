import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** What a document is the receipt of: a purchase, or what somebody claimed back and did not withdraw. */
export interface KnownReceipt {
  readonly id: string
  readonly purchaseId: string | null
  readonly caseId: string
  readonly personId: string
}

/** So many say enough of where a document was seen. */
const mostKnown = 100

/** Of what a document is the receipt, among all of the tenant, purchases first: the one place that says whether it was seen before. `but`: the purchase or claim that is looked at. */
export async function listKnownReceipts(
  reads: Reads,
  actor: Actor,
  hash: string,
  but: string | null = null,
): Promise<KnownReceipt[]> {
  const known = sql<KnownReceipt>`(select k.id, k."purchaseId", k."caseId", b.person_id as "personId"
    from (select p.purchase_id as id, p.purchase_id as "purchaseId", p.case_id as "caseId"
        from receipt r join purchase p on p.commissioner_id = ${theTenant} and p.purchase_id = r.purchase_id
        where r.commissioner_id = ${actor.commissionerId} and r.document_hash = ${hash}
      union all select w.waiting_claim_id, null, w.case_id from waiting_claim w
        where w.commissioner_id = ${theTenant} and w.document_hash = ${hash} and w.status <> 'withdrawn') k
    join budget_case b on b.commissioner_id = ${theTenant} and b.case_id = k."caseId"
    where k.id is distinct from ${but}::uuid
    order by k."purchaseId" nulls last, k.id limit ${mostKnown})`
  return reads.selectFrom(known.as('known')).selectAll().execute()
}
