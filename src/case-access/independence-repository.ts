import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Who acts on money of several cases, or of a payee: whether they are registered as staff, and whether some of it is their own or of somebody they are tied to. */
export interface Independence {
  readonly registered: boolean
  readonly own: boolean
}

/** The money that is asked about. Of a run, or of payments that are to be one, that of all of them; of one payment, also what a rival of who is paid on the same case would win by it. */
export type MoneyOf =
  | { readonly payRunId: string }
  | { readonly paymentIds: readonly string[] }
  | { readonly paymentId: string }
  | { readonly caseId: string }
  | { readonly payeeId: string }

/** Whether a case is the actor's own or a relative's, or of a person for whom they act, by any account of theirs. */
const isOwn = (caseId: RawBuilder<unknown>, accounts: RawBuilder<unknown>) => sql`(
  exists (select from case_member m where m.commissioner_id = ${theTenant} and m.case_id = ${caseId} and m.actor_id in (select actor_id from ${accounts} a)
    and (m.relative or m.case_role = 'person' or m.case_role in ('representative', 'advocate') and m.left_at is null) offset 0)
  or exists (select from representation r where r.commissioner_id = ${theTenant} and r.case_id = ${caseId}
    and r.actor_id in (select actor_id from ${accounts} a) and r.verified_at is null offset 0))`

/** Whether the actor declared a tie to a payee that has not ended, by any account of theirs. */
const isTied = (payeeId: RawBuilder<unknown>, accounts: RawBuilder<unknown>) => sql`exists (select from payee_tie t
  where t.commissioner_id = ${theTenant} and t.payee_id = ${payeeId} and t.ended_at is null and t.declared_by in (select actor_id from ${accounts} a) offset 0)`

/** Whether the actor declared a tie on a case to any payee. */
const isTiedOn = (caseId: RawBuilder<unknown>, accounts: RawBuilder<unknown>) => sql`exists (select from payee_tie t
  where t.commissioner_id = ${theTenant} and t.case_id = ${caseId} and t.ended_at is null and t.declared_by in (select actor_id from ${accounts} a) offset 0)`

export async function findIndependence(reads: Reads, { actorId }: Actor, of: MoneyOf): Promise<Independence> {
  const accounts = sql`(select ${actorId}::text as actor_id union
    select other.actor_id from staff_identity own join staff_identity other on other.commissioner_id = ${theTenant}
      and other.staff_member_id = own.staff_member_id and other.confirmed_at is not null
    where own.commissioner_id = ${theTenant} and own.actor_id = ${actorId} and own.confirmed_at is not null)`
  const own = () => {
    if ('caseId' in of) return sql<boolean>`${isOwn(sql`${of.caseId}::uuid`, accounts)}`
    if ('payeeId' in of) return sql<boolean>`${isTied(sql`${of.payeeId}::uuid`, accounts)}`
    if ('paymentId' in of)
      return sql<boolean>`exists (select from payment p where p.commissioner_id = ${theTenant} and p.payment_id = ${of.paymentId}
        and (${isOwn(sql`p.case_id`, accounts)} or p.payee_id is not null and ${isTied(sql`p.payee_id`, accounts)}
          or ${isTiedOn(sql`p.case_id`, accounts)}))`
    // Each by its key: `offset 0` keeps it so.
    const looked =
      'payRunId' in of
        ? sql`(select p.* from payment p where p.commissioner_id = ${theTenant} and p.pay_run_id = ${of.payRunId} offset 0)`
        : sql`(select p.* from unnest(${[...of.paymentIds]}::uuid[]) x (id) cross join lateral (select p.* from payment p
            where p.commissioner_id = ${theTenant} and p.payment_id = x.id offset 0) p)`
    return sql<boolean>`exists (select from ${looked} p where (${isOwn(sql`p.case_id`, accounts)} or p.payee_id is not null and ${isTied(sql`p.payee_id`, accounts)}))`
  }
  const registered = sql<boolean>`exists (select from staff_identity i
    join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
    where i.commissioner_id = ${theTenant} and i.actor_id = ${actorId} and i.confirmed_at is not null and s.ended_at is null)`
  return reads.selectNoFrom([registered.as('registered'), own().as('own')]).executeTakeFirstOrThrow()
}
