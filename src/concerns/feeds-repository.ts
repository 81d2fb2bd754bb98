import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { burstReachDays, type PaidCash, signalThresholds } from '../rules/concerns/signals.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'

/** Whoever looks next waits for who looks now. */
export async function lockFeeds(tx: Tx, { commissionerId }: Actor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} card feeds`}, 3))`.execute(tx)
}

/** A line of a feed for which no purchase is known, by its case. */
interface FeedLine {
  readonly id: string
  readonly caseId: string
}

/** So many at a time: the rest is found when it is looked next. */
const mostAtOnce = 100
const daysBefore = (now: Date, days: number) => new Date(`${daysAfter(londonDate(now), -days)}T00:00:00Z`)

/** Cash that was taken out by feeds of the last weeks, that no purchase stands for and that was not raised yet; with the cash of its case in the days around it that came before. */
export async function listCashLines(tx: Tx, actor: Actor, now: Date): Promise<(FeedLine & PaidCash)[]> {
  const since = daysBefore(now, signalThresholds.feeds.withinDays)
  const lines = sql<
    FeedLine & PaidCash
  >`(select f.card_feed_line_id as id, f.case_id as "caseId", f.paid_on as "paidOn",
      array(select n.paid_on::text from card_feed_line n where n.commissioner_id = ${theTenant} and n.case_id = f.case_id and n.is_cash
        and n.paid_on between f.paid_on - ${burstReachDays}::integer and f.paid_on + ${burstReachDays}::integer
        and n.card_feed_line_id < f.card_feed_line_id) as "cashOn"
    from card_feed c cross join lateral (select * from card_feed_line l where l.commissioner_id = ${theTenant}
      and l.card_feed_id = c.card_feed_id and l.purchase_id is null and l.is_cash offset 0) f
    where c.commissioner_id = ${actor.commissionerId} and c.sent_at >= ${since}
      and not exists (select from concern_report r where r.commissioner_id = ${theTenant}
        and r.card_feed_line_id = f.card_feed_line_id and r.reason = 'cash-withdrawn' offset 0)
    order by f.card_feed_line_id limit ${mostAtOnce})`
  return tx.selectFrom(lines.as('lines')).selectAll().execute()
}

/** Of each case, one line that a feed of some weeks ago told of and that no purchase stands for, where the case was not raised for that of late. */
export async function listWaitingLines(tx: Tx, actor: Actor, now: Date): Promise<FeedLine[]> {
  const { withinDays, unmatchedDays, againAfterDays } = signalThresholds.feeds
  const told = sql`r.commissioner_id = ${theTenant} and r.reason = 'card-line-unmatched'`
  const lines = sql<FeedLine>`(select distinct on (f.case_id) f.card_feed_line_id as id, f.case_id as "caseId"
    from card_feed c cross join lateral (select * from card_feed_line l where l.commissioner_id = ${theTenant}
      and l.card_feed_id = c.card_feed_id and l.purchase_id is null and l.amount_pence > 0 offset 0) f
    where c.commissioner_id = ${actor.commissionerId}
      and c.sent_at >= ${daysBefore(now, withinDays + unmatchedDays)} and c.sent_at < ${daysBefore(now, unmatchedDays)}
      and not exists (select from concern_report r where ${told} and r.card_feed_line_id = f.card_feed_line_id offset 0)
      and not exists (select from concern_report r where ${told} and r.case_id = f.case_id
        and r.raised_at >= ${daysBefore(now, againAfterDays)} offset 0)
    order by f.case_id, f.card_feed_line_id limit ${mostAtOnce})`
  return tx.selectFrom(lines.as('lines')).selectAll().execute()
}
