import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { foldName } from '../rules/people/folded-names.ts'

/**
 * Each entry of the register in `roots`, and the others that are the same payee: of one organisation, paid into one account, or shown by one
 * certificate of registration; and those that are the same as these. Each is found by its key: `offset 0` keeps it so.
 */
export const kinOf = (roots: RawBuilder<unknown>) =>
  sql<{ payee_id: string; name: string }>`(with recursive kin as (${roots}
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
    select k.payee_id, n.name from kin k
      cross join lateral (select p.name from payee p where p.commissioner_id = ${theTenant} and p.payee_id = k.payee_id offset 0) n)`

/** What a payee is called, and what the other entries of the register that are the same payee are called. */
export async function listPayeeNames(reads: Reads, actor: Actor, id: string): Promise<string[]> {
  const roots = sql`select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${actor.commissionerId} and p.payee_id = ${id}`
  const rows = await reads.selectFrom(kinOf(roots).as('kin')).select('name').execute()
  return rows.map(({ name }) => name)
}

/** The letters by which a freeze on a case reaches the payee who has these: each name in the register of the same payee, and what the purchases of the case call them. */
export async function listLettersOfSame(
  reads: Reads,
  actor: Actor,
  caseId: string,
  letters: string,
): Promise<ReadonlySet<string>> {
  const called = await reads
    .selectFrom('purchase')
    .select(['payee', 'payee_id'])
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('payee_id', 'is not', null)
    .execute()
  const bought = called.map(({ payee, payee_id }) => ({ letters: foldName(payee), payeeId: payee_id }))
  const ids = bought.filter((one) => one.letters === letters).map(({ payeeId }) => payeeId)
  const roots = sql`(select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${theTenant} and p.name_key = ${letters}
      union select p.payee_id, p.organisation_id from payee p where p.commissioner_id = ${theTenant} and p.payee_id = any(${ids}))`
  const same = await reads.selectFrom(kinOf(roots).as('kin')).select(['payee_id', 'name']).execute()
  const known = new Set<string | null>(same.map(({ payee_id }) => payee_id))
  const also = bought.filter(({ payeeId }) => known.has(payeeId)).map((one) => one.letters)
  return new Set([letters, ...same.map(({ name }) => foldName(name)), ...also])
}
