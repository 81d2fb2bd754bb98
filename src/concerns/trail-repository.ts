import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { listFreezes } from './freezes-repository.ts'
import type { Concern, ConcernEntry, ConcernPurchase, ConcernReport } from './schemas.ts'

/** Keeps why somebody, or the service, is concerned; a signal of a purchase, a claim or a line of a card’s feed once. */
export async function insertReport(
  tx: Tx,
  actor: Actor,
  of: { readonly concernId: string; readonly caseId: string },
  report: Omit<ConcernReport, 'raisedBy' | 'raisedAt' | 'claim' | 'paidByCard'> & {
    readonly waitingClaimId?: string | null
    readonly cardFeedLineId?: string | null
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('concern_report')
    .values({
      commissioner_id: actor.commissionerId,
      concern_report_id: report.id,
      concern_id: of.concernId,
      case_id: of.caseId,
      reason: report.reason,
      level: report.level,
      words: report.words,
      purchase_id: report.purchaseId,
      waiting_claim_id: report.waitingClaimId ?? null,
      card_feed_line_id: report.cardFeedLineId ?? null,
      raised_by: actor.actorId,
      raised_as: report.raisedAs,
      raised_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

const paidByCard = sql<
  ConcernReport['paidByCard']
>`(select json_build_object('id', f.card_feed_line_id, 'amountPence', f.amount_pence,
    'merchant', f.merchant, 'paidOn', f.paid_on)
  from card_feed_line f where f.commissioner_id = ${theTenant} and f.card_feed_line_id = r.card_feed_line_id)`

/** Who is concerned, and what was done, the first first. */
export async function listOfConcern(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<Pick<Concern, 'reports' | 'entries' | 'freezes'>> {
  const [freezes, reports, entries] = await Promise.all([
    listFreezes(reads, actor, id),
    reads
      .selectFrom('concern_report as r')
      .leftJoin('waiting_claim as w', (join) =>
        join.on('w.commissioner_id', '=', theTenant).onRef('w.waiting_claim_id', '=', 'r.waiting_claim_id'),
      )
      .select(paidByCard.as('paidByCard'))
      .selectAll('r')
      .select(['w.bought', 'w.amount_pence', 'w.spent_on', 'w.claimed_by', 'w.claimed_at'])
      .where('r.commissioner_id', '=', actor.commissionerId)
      .where('r.concern_id', '=', id)
      .orderBy('r.concern_report_id')
      .limit(1000)
      .execute(),
    reads
      .selectFrom('concern_entry')
      .selectAll()
      .where('commissioner_id', '=', actor.commissionerId)
      .where('concern_id', '=', id)
      .orderBy('concern_entry_id')
      .limit(1000)
      .execute(),
  ])
  return {
    freezes,
    reports: reports.map(({ bought, amount_pence, spent_on, claimed_by, claimed_at, ...row }) => ({
      id: row.concern_report_id,
      reason: row.reason,
      level: row.level,
      words: row.words,
      purchaseId: row.purchase_id,
      claim:
        row.waiting_claim_id !== null &&
        bought !== null &&
        amount_pence !== null &&
        spent_on !== null &&
        claimed_by !== null &&
        claimed_at !== null
          ? {
              id: row.waiting_claim_id,
              amountPence: amount_pence,
              bought,
              spentOn: spent_on,
              claimedBy: claimed_by,
              claimedAt: claimed_at.toISOString(),
            }
          : null,
      paidByCard: row.paidByCard,
      raisedBy: row.raised_by,
      raisedAs: row.raised_as,
      raisedAt: row.raised_at.toISOString(),
    })),
    entries: entries.map((row) => ({
      id: row.concern_entry_id,
      kind: row.kind,
      words: row.words,
      told: row.told,
      by: row.actor_id,
      byName: row.actor_name,
      at: row.at.toISOString(),
    })),
  }
}

/** Keeps what was done with a concern: it is never changed. */
export async function insertEntry(
  tx: Tx,
  actor: Actor,
  concernId: string,
  { kind, words = null, told = null }: Pick<ConcernEntry, 'kind'> & Partial<Pick<ConcernEntry, 'words' | 'told'>>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('concern_entry')
    .values({
      commissioner_id: actor.commissionerId,
      concern_entry_id: newId(),
      concern_id: concernId,
      kind,
      words,
      told,
      actor_id: actor.actorId,
      actor_name: actor.name,
      at: now,
    })
    .execute()
}

/** The purchases of the case of a concern, one row more than a page, newest first. */
export async function listPurchasesOf(
  reads: Reads,
  actor: Actor,
  concernId: string,
  page: PageRequest,
): Promise<ConcernPurchase[]> {
  const rows = await reads
    .selectFrom('concern as k')
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.case_id', '=', 'k.case_id'),
    )
    .select(['p.purchase_id', 'p.plan_line_id', 'p.amount_pence', 'p.payee', 'p.bought', 'p.bought_on'])
    .select(['p.bought_by', 'p.recorded_at'])
    .where('k.commissioner_id', '=', actor.commissionerId)
    .where('k.concern_id', '=', concernId)
    .$if(page.after !== undefined, (query) => query.where('p.purchase_id', '<', page.after ?? ''))
    .orderBy('p.purchase_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.purchase_id,
    planLineId: row.plan_line_id,
    amountPence: row.amount_pence,
    payee: row.payee,
    bought: row.bought,
    boughtOn: row.bought_on,
    boughtBy: row.bought_by,
    recordedAt: row.recorded_at.toISOString(),
  }))
}
