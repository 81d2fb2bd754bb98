import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/**
 * What a payee is called, and what the other entries of the register that are the same payee are called: of one organisation, paid into one account, or shown by one
 * certificate of registration; and those that are the same as these.
 */
export async function listPayeeNames(reads: Reads, actor: Actor, id: string): Promise<string[]> {
  const kin = sql<{ name: string }>`(with recursive kin as (
      select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${actor.commissionerId} and p.payee_id = ${id}
      union select p.payee_id, p.organisation_id from kin k
        cross join lateral (
          select o.payee_id from payee o where o.commissioner_id = ${theTenant} and o.organisation_id = k.organisation_id
          union all select b.payee_id from bank_account a
            join bank_account b on b.commissioner_id = ${theTenant} and b.fingerprint = a.fingerprint and b.payee_id is not null and b.status <> 'refused'
            where a.commissioner_id = ${theTenant} and a.owner_id = k.payee_id and a.status <> 'refused'
          union all select f.payee_id from payee_evidence e
            join payee_evidence f on f.commissioner_id = ${theTenant} and f.kind = 'registration' and f.document_hash = e.document_hash
            where e.commissioner_id = ${theTenant} and e.payee_id = k.payee_id and e.kind = 'registration' and e.document_hash is not null) same
        join payee p on p.commissioner_id = ${theTenant} and p.payee_id = same.payee_id)
    select p.name from kin k join payee p on p.commissioner_id = ${theTenant} and p.payee_id = k.payee_id)`
  const rows = await reads.selectFrom(kin.as('kin')).select('name').execute()
  return rows.map(({ name }) => name)
}
