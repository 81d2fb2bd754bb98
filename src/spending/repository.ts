import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Pence } from '../shared/money.ts'
import { marksOf } from './marks-repository.ts'
import type { Purchase, Receipt } from './schemas.ts'

type Row = Selectable<Database['purchase']> & {
  receipt_id: string | null
  receipt_pence: number | null
  issued_on: string | null
  document_hash: string | null
  received_at: Date | null
  marks: Purchase['marks']
}

const toPurchase = (row: Row): Purchase => ({
  id: row.purchase_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  amountPence: row.amount_pence,
  payee: row.payee,
  bought: row.bought,
  boughtOn: row.bought_on,
  instrument: row.instrument,
  recordedAt: row.recorded_at.toISOString(),
  receipt: toReceipt(row),
  reversedPence: row.reversed_pence,
  reversedAt: row.reversed_at?.toISOString() ?? null,
  reversalReason: row.reversal_reason,
  marks: row.marks,
})

function toReceipt(row: Row): Receipt | null {
  const { receipt_id, receipt_pence, issued_on, document_hash, received_at } = row
  if (!receipt_id || receipt_pence === null || !issued_on || !document_hash || !received_at) return null
  return {
    id: receipt_id,
    amountPence: receipt_pence,
    issuedOn: issued_on,
    documentHash: document_hash,
    receivedAt: received_at.toISOString(),
  }
}

function purchases(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('purchase as p')
    .leftJoin('receipt as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.purchase_id', '=', 'p.purchase_id'),
    )
    .selectAll('p')
    .select(['r.receipt_id', 'r.amount_pence as receipt_pence', 'r.issued_on', 'r.document_hash', 'r.received_at'])
    .select(marksOf.as('marks'))
    .where('p.commissioner_id', '=', actor.commissionerId)
}

export async function findPurchase(reads: Reads, actor: Actor, id: string): Promise<Purchase | undefined> {
  const row = await purchases(reads, actor).where('p.purchase_id', '=', id).executeTakeFirst()
  return row && toPurchase(row)
}

/** One row more than a page, newest first. */
export async function listPurchases(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Purchase[]> {
  const rows = await purchases(reads, actor)
    .where('p.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('p.purchase_id', '<', page.after ?? ''))
    .orderBy('p.purchase_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPurchase)
}

export async function insertPurchase(tx: Tx, actor: Actor, purchase: Purchase): Promise<void> {
  await tx
    .insertInto('purchase')
    .values({
      commissioner_id: actor.commissionerId,
      purchase_id: purchase.id,
      case_id: purchase.caseId,
      plan_line_id: purchase.planLineId,
      amount_pence: purchase.amountPence,
      payee: purchase.payee,
      bought: purchase.bought,
      bought_on: purchase.boughtOn,
      instrument: purchase.instrument,
      bought_by: actor.actorId,
      recorded_at: new Date(purchase.recordedAt),
      reversed_pence: 0,
      reversed_at: null,
      reversal_reason: null,
    })
    .execute()
}

/** Keeps how much of a purchase is reversed, and since when all of it is. */
export async function setReversed(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, reversedPence, reversedAt }: { reason: string; reversedPence: Pence; reversedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('purchase')
    .set({ reversed_pence: reversedPence, reversed_at: reversedAt, reversal_reason: reason })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', id)
    .execute()
}

/** Whether anything was bought from the lines of a plan that was not reversed since. */
export async function hasStandingPurchase(reads: Reads, actor: Actor, supportPlanId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('purchase as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select('p.purchase_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.reversed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertReceipt(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  receipt: Omit<Receipt, 'id' | 'receivedAt'>,
  now: Date,
): Promise<Receipt> {
  const id = newId()
  await tx
    .insertInto('receipt')
    .values({
      commissioner_id: actor.commissionerId,
      receipt_id: id,
      purchase_id: purchaseId,
      amount_pence: receipt.amountPence,
      issued_on: receipt.issuedOn,
      document_hash: receipt.documentHash,
      received_by: actor.actorId,
      received_at: now,
    })
    .execute()
  return { id, ...receipt, receivedAt: now.toISOString() }
}

/** What the receipts of a line say beside its ledger. */
export interface EvidencePence {
  /** Of what was spent, what has no receipt yet. */
  readonly pending: Pence
  /** Of what was reversed, what has a receipt that says it was spent. */
  readonly reversed: Pence
}

/** What the receipts of each line of a case say: a purchase that stands without one, and one that was reversed with one. */
export async function sumEvidence(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<ReadonlyMap<string, EvidencePence>> {
  const rows = await reads
    .selectFrom('purchase as p')
    .leftJoin('receipt as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.purchase_id', '=', 'p.purchase_id'),
    )
    .select([
      'p.plan_line_id',
      sql<number>`coalesce(sum(p.amount_pence - p.reversed_pence) filter (where r.receipt_id is null), 0)::bigint`.as(
        'pending',
      ),
      sql<number>`coalesce(sum(p.reversed_pence) filter (where r.receipt_id is not null), 0)::bigint`.as('reversed'),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where(sql<boolean>`(r.receipt_id is null or p.reversed_pence > 0)`)
    .groupBy('p.plan_line_id')
    .execute()
  return new Map(rows.map(({ plan_line_id, pending, reversed }) => [plan_line_id, { pending, reversed }]))
}
