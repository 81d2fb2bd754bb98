import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Who sent a file, or bought something. */
export interface Sender {
  readonly actorId: string
  readonly isPerson: boolean
}

/** Who sent the newest file of these attachments, purchases and claims, by what it is of. */
export async function listSenders(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Sender>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ of: string; actor_id: string; is_person: boolean }>`
    with held as materialized (
      select a.attachment_id as of, a.document_id from attachment a
        where a.commissioner_id = ${theTenant} and a.attachment_id = any(${ids}::uuid[])
      union all select r.purchase_id, r.document_id from receipt r
        where r.commissioner_id = ${theTenant} and r.purchase_id = any(${ids}::uuid[])
      union all select w.waiting_claim_id, w.document_id from waiting_claim w
        where w.commissioner_id = ${theTenant} and w.waiting_claim_id = any(${ids}::uuid[]))
    select held.of, d.added_by as actor_id, exists (select from case_member m where m.commissioner_id = ${theTenant}
        and m.case_id = d.case_id and m.actor_id = d.added_by and m.case_role = 'person' offset 0) as is_person
      from held join document d on d.commissioner_id = ${theTenant} and d.document_id = held.document_id`.execute(tx)
  return new Map(rows.map((row) => [row.of, { actorId: row.actor_id, isPerson: row.is_person }]))
}

/** Who bought something, by the purchase. */
export async function listBuyers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Sender>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ of: string; actor_id: string; is_person: boolean }>`
    select b.purchase_id as of, b.bought_by as actor_id, exists (select from case_member m where m.commissioner_id = ${theTenant}
        and m.case_id = b.case_id and m.actor_id = b.bought_by and m.case_role = 'person' offset 0) as is_person
      from purchase b where b.commissioner_id = ${theTenant} and b.purchase_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.of, { actorId: row.actor_id, isPerson: row.is_person }]))
}
