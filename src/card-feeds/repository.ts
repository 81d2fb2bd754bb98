import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { type Candidate, writtenAs } from '../rules/spending/card-feeds.ts'
import { isCash } from '../rules/spending/cash.ts'
import { listThat } from '../spending/repository.ts'
import type { ReadLine } from './read-feed.ts'
import type { CardFeed, CardFeedLine } from './schemas.ts'

const toLine = (row: Selectable<Database['card_feed_line']>): CardFeedLine => ({
  id: row.card_feed_line_id,
  caseId: row.case_id,
  paidOn: row.paid_on,
  amountPence: row.amount_pence,
  merchant: row.merchant,
  reference: row.reference,
  purchaseId: row.purchase_id,
  matchedAt: row.matched_at?.toISOString() ?? null,
})

const ofTenant = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('card_feed_line').selectAll().where('commissioner_id', '=', commissionerId)

/** How many lines are there already that are alike, of the days of a feed: also those that an issuer wrote otherwise. */
export async function countAlike(
  reads: Reads,
  actor: Actor,
  caseId: string,
  lines: readonly ReadLine[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const days = [...new Set(lines.map(({ paidOn }) => paidOn))]
  if (days.length === 0) return counts
  const rows = await ofTenant(reads, actor)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`paid_on = any(${days}::date[])`)
    .execute()
  for (const row of rows) {
    const alike = writtenAs(toLine(row))
    counts.set(alike, (counts.get(alike) ?? 0) + 1)
  }
  return counts
}

export async function insertFeed(
  tx: Tx,
  actor: Actor,
  feed: Omit<CardFeed, 'linesMatched'>,
  lines: readonly ReadLine[],
): Promise<CardFeedLine[]> {
  await tx
    .insertInto('card_feed')
    .values({
      commissioner_id: actor.commissionerId,
      card_feed_id: feed.id,
      case_id: feed.caseId,
      lines_added: feed.linesAdded,
      lines_known: feed.linesKnown,
      sent_by: actor.actorId,
      sent_at: new Date(feed.sentAt),
    })
    .execute()
  if (lines.length === 0) return []
  const rows = await tx
    .insertInto('card_feed_line')
    .values(
      lines.map((line) => ({
        commissioner_id: actor.commissionerId,
        card_feed_line_id: newId(),
        card_feed_id: feed.id,
        case_id: feed.caseId,
        line_hash: line.hash,
        paid_on: line.paidOn,
        amount_pence: line.amountPence,
        merchant: line.merchant,
        reference: line.reference,
        is_cash: line.amountPence > 0 && isCash(`${line.merchant} ${line.reference}`),
      })),
    )
    .returningAll()
    .execute()
  return rows.map(toLine)
}

export async function findFeedLine(reads: Reads, actor: Actor, id: string): Promise<CardFeedLine | undefined> {
  const row = await ofTenant(reads, actor).where('card_feed_line_id', '=', id).executeTakeFirst()
  return row && toLine(row)
}

/** One row more than a page, newest first: of all, or of those for which no purchase is known. */
export const listFeedLines =
  (which: 'all' | 'unmatched') =>
  async (reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<CardFeedLine[]> => {
    const rows = await ofTenant(reads, actor)
      .where('case_id', '=', caseId)
      .$if(which === 'unmatched', (query) => query.where('purchase_id', 'is', null))
      .$if(page.after !== undefined, (query) => query.where('card_feed_line_id', '<', page.after ?? ''))
      .orderBy('card_feed_line_id', 'desc')
      .limit(page.limit + 1)
      .execute()
    return rows.map(toLine)
  }

/** The purchases `p` for which no line of a feed stands, and which no invoice does. */
const withoutLine = sql<boolean>`p.instrument <> 'invoice' and not exists (select from card_feed_line f where f.commissioner_id = ${theTenant}
  and f.purchase_id = p.purchase_id and f.amount_pence > 0 offset 0)`

/** One row more than a page of what stands and no issuer says was paid, newest first. */
export const listPurchasesWithoutFeedLine = listThat(sql`p.reversed_at is null and ${withoutLine}`)

/** What a feed can be matched with: of the days that it is about, and before where something came back. */
export async function listCandidates(
  reads: Reads,
  actor: Actor,
  caseId: string,
  of: { readonly from: string; readonly until: string; readonly which: 'unmatched' | 'standing' },
): Promise<Candidate[]> {
  const rows = await reads
    .selectFrom('purchase as p')
    .select(['p.purchase_id', 'p.bought_on', 'p.amount_pence', 'p.reversed_pence', 'p.payee'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('p.bought_on', '>=', of.from)
    .where('p.bought_on', '<=', of.until)
    .where('p.reversed_at', 'is', null)
    .$if(of.which === 'unmatched', (query) => query.where(withoutLine))
    .execute()
  return rows.map((row) => ({
    id: row.purchase_id,
    boughtOn: row.bought_on,
    amountPence: row.amount_pence,
    reversedPence: row.reversed_pence,
    payee: row.payee,
  }))
}

/** What came back of a purchase, and is matched with it or about to be, by feeds that somebody else sent than who bought it: what the spender sends themself proves nothing of them. */
export async function listSentBack(
  tx: Tx,
  actor: Actor,
  { purchaseId, lineId }: { readonly purchaseId: string; readonly lineId: string },
): Promise<CardFeedLine[]> {
  const rows = await tx
    .selectFrom('card_feed_line as f')
    .innerJoin('card_feed as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.card_feed_id', '=', 'f.card_feed_id'),
    )
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).on('p.purchase_id', '=', purchaseId),
    )
    .selectAll('f')
    .where('f.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb.or([eb('f.purchase_id', '=', purchaseId), eb('f.card_feed_line_id', '=', lineId)]))
    .where('f.amount_pence', '<', 0)
    .where(sql<boolean>`${humanOf('s.sent_by')} <> ${humanOf('p.bought_by')}`)
    .execute()
  return rows.map(toLine)
}

/** Puts a purchase beside each line; a purchase has one line of what was paid, whoever is faster. */
export async function setMatched(
  tx: Tx,
  actor: Actor,
  pairs: readonly { readonly lineId: string; readonly purchaseId: string }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  await tx
    .updateTable('card_feed_line as f')
    .from(
      sql<{ line: string; purchase: string }>`unnest(${pairs.map(({ lineId }) => lineId)}::uuid[], ${pairs.map(
        ({ purchaseId }) => purchaseId,
      )}::uuid[])`.as<'m'>(sql`m(line, purchase)`),
    )
    .set({ purchase_id: sql`m.purchase`, matched_by: actor.actorId, matched_at: now })
    .where('f.commissioner_id', '=', theTenant)
    .where('f.card_feed_line_id', '=', sql<string>`m.line`)
    .execute()
}
