import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'

/** Whether a document `d` shows something: it was not found harmful, and no audit found that it shows nothing. */
export const showsSomething = sql<SqlBool>`(d.scan <> 'infected' and d.refused_at is null)`

/** Whether a purchase has a receipt that counts: the document of one is kept, and shows something. The one place where it is said. */
export const hasReceipt = (purchaseId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select from receipt r join document d on d.commissioner_id = ${theTenant} and d.document_id = r.document_id
    where r.commissioner_id = ${theTenant} and r.purchase_id = ${purchaseId} and ${showsSomething} offset 0)`

/** The document of the row `r`, and each of which it took the place. */
const documentsOf = sql`(with recursive sent as (select r.document_id
  union select e.document_id from sent cross join lateral (select x.document_id from document x
    where x.commissioner_id = ${theTenant} and x.replaced_by = sent.document_id offset 0) e)
  select x.* from sent cross join lateral (select x.* from document x
    where x.commissioner_id = ${theTenant} and x.document_id = sent.document_id offset 0) x)`

/** Whether the row `r`, a receipt or a claim, had a document at a moment that showed something, as far as it was known then. */
export const hadDocumentAt = (moment: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select from ${documentsOf} d where d.added_at <= ${moment} and (d.scan <> 'infected' or d.scanned_at > ${moment})
    and (d.refused_at is null or d.refused_at > ${moment}) offset 0)`
