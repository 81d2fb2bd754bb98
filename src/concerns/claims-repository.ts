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

/** A claim, or a purchase, of a case whose receipt is of the case of another person too. */
export interface SharedReceipt {
  readonly caseId: string
  readonly waitingClaimId: string | null
  readonly purchaseId: string | null
}

/** What has one receipt with a claim of the last weeks, and that claim, where they are of two people and nothing was raised about them by it. */
export async function listSharedByClaims(tx: Tx, actor: Actor, now: Date): Promise<SharedReceipt[]> {
  const since = new Date(`${daysAfter(londonDate(now), -signalThresholds.sharedReceipt.withinDays)}T00:00:00Z`)
  const shared = sql<{
    case_id: string
    claim_id: string | null
    purchase_id: string | null
  }>`(select distinct s.case_id, s.claim_id, s.purchase_id
    from waiting_claim w
    cross join lateral (
      select p.case_id, null::uuid as claim_id, r.purchase_id, r.received_at as shown_at from receipt r
        cross join lateral (select case_id from purchase
          where commissioner_id = ${theTenant} and purchase_id = r.purchase_id offset 0) p
        where r.commissioner_id = ${theTenant} and r.document_hash = w.document_hash
      union all select o.case_id, o.waiting_claim_id, null, o.claimed_at from waiting_claim o
        where o.commissioner_id = ${theTenant} and o.document_hash = w.document_hash and o.status <> 'withdrawn'
      offset 0) k
    cross join lateral (select person_id from budget_case where commissioner_id = ${theTenant} and case_id = w.case_id offset 0) b
    cross join lateral (select person_id from budget_case where commissioner_id = ${theTenant} and case_id = k.case_id offset 0) c
    cross join lateral (values (w.case_id, w.waiting_claim_id, null::uuid), (k.case_id, k.claim_id, k.purchase_id)) s (case_id, claim_id, purchase_id)
    where w.commissioner_id = ${actor.commissionerId} and w.no_receipt_because is null and w.status <> 'withdrawn' and w.claimed_at >= ${since}
      and b.person_id <> c.person_id
      and not exists (select from concern_report x where x.commissioner_id = ${theTenant} and x.waiting_claim_id = s.claim_id
        and x.reason = 'document-in-two-cases' offset 0)
      and not exists (select from concern_report x where x.commissioner_id = ${theTenant} and x.purchase_id = s.purchase_id
        and x.reason = 'document-in-two-cases' offset 0)
      -- What was raised before claims were kept with it names neither. It is of another receipt where this one was not of both yet.
      and not exists (select from concern_report x where x.commissioner_id = ${theTenant} and x.case_id = s.case_id and x.waiting_claim_id is null
        and x.purchase_id is null and x.reason = 'document-in-two-cases' and x.raised_at >= greatest(w.claimed_at, k.shown_at) offset 0)
    limit ${mostAtOnce})`
  const rows = await tx.selectFrom(shared.as('shared')).selectAll().execute()
  return rows.map((row) => ({ caseId: row.case_id, waitingClaimId: row.claim_id, purchaseId: row.purchase_id }))
}
