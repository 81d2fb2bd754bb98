import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { SealedField } from '../platform/secrets/field-keys.ts'
import { signalThresholds } from '../rules/concerns/signals.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'

/** Whoever looks next waits for who looks now. */
export async function lockAccounts(tx: Tx, { commissionerId }: Actor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} changed accounts`}, 3))`.execute(tx)
}

/** What an account shows of a case that nothing was raised about since; of a payee, or of the case itself. */
export interface AccountSign {
  readonly reason: AccountReason
  readonly caseId: string
  readonly payee: string | null
  /** The account, as it is sealed. */
  readonly account: { readonly id: string; readonly sealed: SealedField }
}
type AccountReason = 'account-changed-large-sum' | 'bank-details-denied' | 'shared-bank-details' | 'bank-name-differs'

/** That a concern about the payee `y`, or else the case, has one of these reports since. `instead`: those that stand for it, whatever the concern is about. */
const raisedSince = (caseId: string, reasons: RawBuilder<unknown>, since: string, instead = sql`false`) => sql`exists (
  select from concern_report r join concern k on k.commissioner_id = ${theTenant} and k.concern_id = r.concern_id
  where r.commissioner_id = ${theTenant} and r.case_id = ${sql.ref(caseId)} and r.reason in (${reasons}) and r.raised_at >= ${sql.ref(since)}
    and (${instead} or k.about_key = case when y.payee_id is null then 'case:' else 'payee:' || y.name_key end) offset 0)`

/** So many at a time: the rest is found when it is looked next. */
const mostAtOnce = 100

/** From the accounts that took the place of another in the last weeks, to the payments into them that are due soon after. */
export async function listLargeAfterChange(tx: Tx, actor: Actor, now: Date): Promise<AccountSign[]> {
  const { withinDays, leastPence } = signalThresholds.changedAccount
  const since = new Date(`${daysAfter(londonDate(now), -withinDays)}T00:00:00Z`)
  const changedOn = sql`(a.decided_at at time zone 'Europe/London')::date`
  const rows = await tx
    .selectFrom('bank_account as a')
    .innerJoin('payment as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .on(sql<boolean>`(p.payee_id = a.payee_id or (p.payee_id is null and p.case_id = a.case_id))`),
    )
    .leftJoin('payee as y', (join) =>
      join.on('y.commissioner_id', '=', theTenant).onRef('y.payee_id', '=', 'a.payee_id'),
    )
    .select(['p.case_id', 'y.name', 'a.bank_account_id', 'a.key_id', 'a.sealed'])
    .distinctOn(['p.case_id', 'a.bank_account_id'])
    .where('a.commissioner_id', '=', actor.commissionerId)
    .where('a.status', '=', 'confirmed')
    .where('a.decided_at', '>=', since)
    .where(
      sql<boolean>`exists (select from bank_account b where b.commissioner_id = ${theTenant} and b.owner_id = a.owner_id and b.status = 'replaced' offset 0)`,
    )
    .where('p.cancelled_at', 'is', null)
    .where('p.amount_pence', '>=', leastPence)
    .where(sql<boolean>`coalesce(p.paid_on, p.due_on) between ${changedOn} and ${changedOn} + ${withinDays}::integer`)
    .where(sql<boolean>`not ${raisedSince('p.case_id', sql`'account-changed-large-sum'`, 'a.decided_at')}`)
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => toSign({ ...row, reason: 'account-changed-large-sum' }))
}

interface Row {
  readonly reason: AccountReason
  readonly case_id: string
  readonly name: string | null
  readonly bank_account_id: string
  readonly key_id: string
  readonly sealed: Buffer
}
const toSign = (row: Row): AccountSign => ({
  reason: row.reason,
  caseId: row.case_id,
  payee: row.name,
  account: { id: row.bank_account_id, sealed: { keyId: row.key_id, sealed: row.sealed } },
})

/** Whether an account stands, or stood until it was refused in the last weeks: that it was given says as much. */
const stood = (account: string, since: Date) =>
  sql`(${sql.ref(`${account}.status`)} in ('confirmed', 'proposed') or ${sql.ref(`${account}.status`)} = 'refused' and ${sql.ref(`${account}.decided_at`)} >= ${since})`

/** The one account of the case that has the name of somebody who works on it is raised as theirs; what a purchase showed of them says nothing of an account. */
const raisedAsStaff = sql`(y.payee_id is null and r.reason = 'staff-paid-themselves' and r.purchase_id is null)`

/**
 * What the accounts show that were given, asked about or decided on in the last weeks, also where they were refused in them: their owner said that it is not theirs, somebody else is paid into it too, or it has another name. Of a case on that case; of a payee
 * on each on which a payment to them is due, also where nothing was bought of them.
 */
export async function listAccountSigns(tx: Tx, actor: Actor, now: Date): Promise<AccountSign[]> {
  const since = new Date(`${daysAfter(londonDate(now), -signalThresholds.givenAccount.withinDays)}T00:00:00Z`)
  const signs = sql<Row>`(select d.reason, c.case_id, y.name, a.bank_account_id, a.key_id, a.sealed
    from bank_account a
    cross join lateral (
      select 'bank-details-denied' as reason, a.case_id as of_case, a.payee_id as of_payee, a.payee_id as about, a.decided_at as since
        where a.status = 'refused' and a.told_answer = 'not-theirs'
      union all select 'bank-name-differs', a.case_id, a.payee_id, a.payee_id, a.proposed_at where ${stood('a', since)} and not a.name_matches
      union all select 'shared-bank-details', o.of_case, o.of_payee, coalesce(o.of_payee, o.other), greatest(a.proposed_at, b.proposed_at)
        from bank_account_twin w
        join bank_account b on b.commissioner_id = ${theTenant} and b.bank_account_id = w.twin_id and ${stood('b', since)}
        cross join lateral (values (a.case_id, a.payee_id, b.payee_id), (b.case_id, b.payee_id, a.payee_id)) o (of_case, of_payee, other)
        where w.commissioner_id = ${theTenant} and w.bank_account_id = a.bank_account_id and ${stood('a', since)}
      offset 0) d
    cross join lateral (
      select d.of_case as case_id where d.of_case is not null
      union select p.case_id from payment p where p.commissioner_id = ${theTenant} and p.payee_id = d.of_payee
        and p.cancelled_at is null and p.settled_at is null offset 0) c
    left join lateral (select y.payee_id, y.name, y.name_key from payee y where y.commissioner_id = ${theTenant} and y.payee_id = d.about offset 0) y on true
    where a.commissioner_id = ${actor.commissionerId} and greatest(a.proposed_at, a.told_at, a.decided_at) >= ${since}
      and not ${raisedSince('c.case_id', sql`d.reason::concern_reason, case d.reason when 'bank-name-differs' then 'staff-paid-themselves' else d.reason end::concern_reason`, 'd.since', raisedAsStaff)}
    order by a.bank_account_id
    limit ${mostAtOnce})`
  const rows = await tx.selectFrom(signs.as('signs')).selectAll().execute()
  return [...new Map(rows.map((row) => [`${row.reason} ${row.case_id} ${row.name ?? ''}`, toSign(row)])).values()]
}
