import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { signalThresholds } from '../rules/concerns/signals.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'

/** Whoever looks next waits for who looks now. */
export async function lockAccounts(tx: Tx, { commissionerId }: Actor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} changed accounts`}, 3))`.execute(tx)
}

/** A case on which a large payment follows a change of account that nothing was raised about since; of a payee, or the case's own. */
export interface LargeAfterChange {
  readonly caseId: string
  readonly payee: string | null
}

/** So many at a time: the rest is found when it is looked next. */
const mostAtOnce = 100

/** From the accounts that took the place of another in the last weeks, to the payments into them that are due soon after. */
export async function listLargeAfterChange(tx: Tx, actor: Actor, now: Date): Promise<LargeAfterChange[]> {
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
    .select(['p.case_id', 'y.name'])
    .distinct()
    .where('a.commissioner_id', '=', actor.commissionerId)
    .where('a.status', '=', 'confirmed')
    .where('a.decided_at', '>=', since)
    .where(
      sql<boolean>`exists (select from bank_account b where b.commissioner_id = ${theTenant} and b.owner_id = a.owner_id and b.status = 'replaced' offset 0)`,
    )
    .where('p.cancelled_at', 'is', null)
    .where('p.amount_pence', '>=', leastPence)
    .where(sql<boolean>`coalesce(p.paid_on, p.due_on) between ${changedOn} and ${changedOn} + ${withinDays}::integer`)
    .where(
      sql<boolean>`not exists (select from concern_report r where r.commissioner_id = ${theTenant} and r.case_id = p.case_id
        and r.reason = 'account-changed-large-sum' and r.raised_at >= a.decided_at offset 0)`,
    )
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => ({ caseId: row.case_id, payee: row.name }))
}
