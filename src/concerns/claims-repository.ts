import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { signalThresholds } from '../rules/concerns/signals.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'

/** Whoever looks next waits for who looks now. */
export async function lockClaims(tx: Tx, { commissionerId }: Actor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} shared receipts`}, 3))`.execute(tx)
}

/** So many at a time: the rest is found when it is looked next. */
const mostAtOnce = 100

/** The cases of which a receipt is claimed for that is of the case of another person too, of the claims of the last weeks, where nothing was raised about it since. */
export async function listSharedByClaims(tx: Tx, actor: Actor, now: Date): Promise<string[]> {
  const since = new Date(`${daysAfter(londonDate(now), -signalThresholds.sharedReceipt.withinDays)}T00:00:00Z`)
  const shared = sql<{ case_id: string }>`(select distinct s.case_id
    from waiting_claim w
    cross join lateral (
      select p.case_id, r.received_at as seen_at from receipt r
        cross join lateral (select case_id from purchase
          where commissioner_id = ${theTenant} and purchase_id = r.purchase_id offset 0) p
        where r.commissioner_id = ${theTenant} and r.document_hash = w.document_hash
      union all select o.case_id, o.claimed_at from waiting_claim o
        where o.commissioner_id = ${theTenant} and o.document_hash = w.document_hash and o.status <> 'withdrawn'
      offset 0) k
    cross join lateral (select person_id from budget_case where commissioner_id = ${theTenant} and case_id = w.case_id offset 0) b
    cross join lateral (select person_id from budget_case where commissioner_id = ${theTenant} and case_id = k.case_id offset 0) c
    cross join lateral (values (w.case_id), (k.case_id)) s (case_id)
    where w.commissioner_id = ${actor.commissionerId} and w.no_receipt_because is null and w.status <> 'withdrawn' and w.claimed_at >= ${since}
      and b.person_id <> c.person_id
      and not exists (select from concern_report x where x.commissioner_id = ${theTenant} and x.case_id = s.case_id
        and x.reason = 'document-in-two-cases' and x.raised_at >= greatest(w.claimed_at, k.seen_at) offset 0)
    limit ${mostAtOnce})`
  const rows = await tx.selectFrom(shared.as('shared')).select('case_id').execute()
  return rows.map((row) => row.case_id)
}
