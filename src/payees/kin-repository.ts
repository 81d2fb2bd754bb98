import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/**
 * What a payee is called, and what the other entries of the register that are the same payee are called: of one organisation, paid into one account, or shown by one
 * certificate of registration; and those that are the same as these. Each is found by its key: `offset 0` keeps it so.
 */
export async function listPayeeNames(reads: Reads, actor: Actor, id: string): Promise<string[]> {
  const kin = sql<{ name: string }>`(with recursive kin as (
      select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${actor.commissionerId} and p.payee_id = ${id}
      union select p.payee_id, p.organisation_id from kin k
        cross join lateral (
          (select o.payee_id from payee o where o.commissioner_id = ${theTenant} and o.organisation_id = k.organisation_id offset 0)
          union all select b.payee_id from (select a.fingerprint from bank_account a
              where a.commissioner_id = ${theTenant} and a.owner_id = k.payee_id and a.status <> 'refused' offset 0) a
            cross join lateral (select b.payee_id from bank_account b
              where b.commissioner_id = ${theTenant} and b.fingerprint = a.fingerprint and b.payee_id is not null and b.status <> 'refused' offset 0) b
          union all select f.payee_id from (select e.document_hash from payee_evidence e
              where e.commissioner_id = ${theTenant} and e.payee_id = k.payee_id and e.kind = 'registration' offset 0) e
            cross join lateral (select f.payee_id from payee_evidence f
              where f.commissioner_id = ${theTenant} and f.kind = 'registration' and f.document_hash = e.document_hash offset 0) f) same
        cross join lateral (select p.payee_id, p.organisation_id from payee p
          where p.commissioner_id = ${theTenant} and p.payee_id = same.payee_id offset 0) p)
    select n.name from kin k
      cross join lateral (select p.name from payee p where p.commissioner_id = ${theTenant} and p.payee_id = k.payee_id offset 0) n)`
  const rows = await reads.selectFrom(kin.as('kin')).select('name').execute()
  return rows.map(({ name }) => name)
}
