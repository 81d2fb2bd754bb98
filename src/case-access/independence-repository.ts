import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Who acts on money of several cases, or of a payee: whether they are registered as staff, and whether some of it is their own or of somebody they are tied to. */
export interface Independence {
  readonly registered: boolean
  readonly own: boolean
}

/** The money that is asked about. Of a run, that of all its payments. */
export type MoneyOf = { readonly payRunId: string } | { readonly caseId: string } | { readonly payeeId: string }

/** The cases that are the actor's own or a relative's, or of a person for whom they act, by any account of theirs. */
const ownCases = (accounts: RawBuilder<unknown>) => sql`(
  select m.case_id from case_member m where m.commissioner_id = ${theTenant} and m.actor_id in (select actor_id from ${accounts} a)
    and (m.relative or m.case_role = 'person' or m.case_role in ('representative', 'advocate') and m.left_at is null)
  union select r.case_id from representation r where r.commissioner_id = ${theTenant} and r.actor_id in (select actor_id from ${accounts} a)
    and r.verified_at is null)`

export async function findIndependence(reads: Reads, { actorId }: Actor, of: MoneyOf): Promise<Independence> {
  const accounts = sql`(select ${actorId}::text as actor_id union
    select other.actor_id from staff_identity own join staff_identity other on other.commissioner_id = ${theTenant}
      and other.staff_member_id = own.staff_member_id and other.confirmed_at is not null
    where own.commissioner_id = ${theTenant} and own.actor_id = ${actorId} and own.confirmed_at is not null)`
  const tied = sql`(select t.case_id, t.payee_id from payee_tie t where t.commissioner_id = ${theTenant} and t.ended_at is null
    and t.declared_by in (select actor_id from ${accounts} a))`
  const own = () => {
    if ('caseId' in of) return sql<boolean>`${of.caseId}::uuid in ${ownCases(accounts)}`
    if ('payeeId' in of) return sql<boolean>`${of.payeeId}::uuid in (select payee_id from ${tied} x)`
    return sql<boolean>`exists (select from payment p where p.commissioner_id = ${theTenant} and p.pay_run_id = ${of.payRunId}
      and (p.case_id in ${ownCases(accounts)} or (p.case_id, p.payee_id) in (select case_id, payee_id from ${tied} x)))`
  }
  const registered = sql<boolean>`exists (select from staff_identity i
    join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
    where i.commissioner_id = ${theTenant} and i.actor_id = ${actorId} and i.confirmed_at is not null and s.ended_at is null)`
  return reads.selectNoFrom([registered.as('registered'), own().as('own')]).executeTakeFirstOrThrow()
}
