import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { scanTold } from '../documents/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { keyset } from '../platform/database/keyset.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { pausedSince, receiptDueOn } from '../rules/spending/missing-receipts.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { chasesOf, type KeptChase, wasChasedSince } from './chases-repository.ts'
import type { Receipt } from './receipt-schemas.ts'
import type { Purchase, PurchaseFilter } from './schemas.ts'

type Row = Selectable<Database['purchase']> & {
  receipt_id: string | null
  receipt_pence: number | null
  issued_on: string | null
  document_hash: string | null
  received_at: Date | null
  media_type: Selectable<Database['document']>['media_type'] | null
  scan: Selectable<Database['document']>['scan'] | null
  size_bytes: number | null
  refused_at: Date | null
  chases: KeptChase[]
  loss_because: string | null
  loss_said_at: Date | null
  accepted_because: string | null
  accepted_at: Date | null
}

const toPurchase = (row: Row): Purchase => ({
  id: row.purchase_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  amountPence: row.amount_pence,
  payee: row.payee,
  payeeId: row.payee_id,
  units: row.quarter_units === null ? null : row.quarter_units / 4,
  unit: row.unit,
  bought: row.bought,
  boughtOn: row.bought_on,
  instrument: row.instrument,
  recordedAt: row.recorded_at.toISOString(),
  receipt: toReceipt(row),
  ownPence: row.own_pence,
  reversedPence: row.reversed_pence,
  ownReversedPence: row.own_reversed_pence,
  reversedAt: row.reversed_at?.toISOString() ?? null,
  reversalReason: row.reversal_reason,
  ...toChased(row),
})

function toChased(row: Row) {
  const { chases, missing_since, loss_because, loss_said_at, accepted_because, accepted_at } = row
  return {
    receiptDueOn: receiptDueOn(row.chase_on, chases.length),
    receiptChasedOn: chases.map(({ on }) => on),
    receiptPausedOn: missing_since && pausedSince(chases),
    receiptLoss:
      loss_because && loss_said_at
        ? {
            because: loss_because,
            saidAt: loss_said_at.toISOString(),
            acceptedBecause: accepted_because,
            acceptedAt: accepted_at?.toISOString() ?? null,
          }
        : null,
  }
}

function toReceipt(row: Row): Receipt | null {
  const { receipt_id, receipt_pence, issued_on, document_hash, received_at, media_type, size_bytes, scan } = row
  if (!receipt_id || receipt_pence === null || !issued_on || !document_hash || !received_at) return null
  return {
    id: receipt_id,
    amountPence: receipt_pence,
    issuedOn: issued_on,
    documentHash: document_hash,
    receivedAt: received_at.toISOString(),
    file:
      media_type && size_bytes && scan
        ? {
            mediaType: media_type,
            sizeBytes: size_bytes,
            ...scanTold(scan),
            refusedAt: row.refused_at?.toISOString() ?? null,
          }
        : null,
  }
}

function purchases(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('purchase as p')
    .leftJoin('receipt as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.purchase_id', '=', 'p.purchase_id'),
    )
    .leftJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'r.document_id'),
    )
    .selectAll('p')
    .select(['r.receipt_id', 'r.amount_pence as receipt_pence', 'r.issued_on', 'r.document_hash', 'r.received_at'])
    .select(['d.media_type', 'd.size_bytes', 'd.scan', 'd.refused_at'])
    .leftJoin('receipt_loss as x', (join) =>
      join.on('x.commissioner_id', '=', theTenant).onRef('x.purchase_id', '=', 'p.purchase_id'),
    )
    .select(['x.because as loss_because', 'x.said_at as loss_said_at', 'x.accepted_because', 'x.accepted_at'])
    .select(chasesOf.as('chases'))
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
  { planLineId, receiptMissing, boughtSince, boughtBy, updatedSince, sort }: PurchaseFilter,
): Promise<Purchase[]> {
  const asked = purchases(reads, actor)
    .$if(planLineId !== undefined, (query) => query.where('p.plan_line_id', '=', planLineId ?? ''))
    .$if(receiptMissing !== undefined, (query) =>
      query.where('p.missing_since', receiptMissing ? 'is not' : 'is', null),
    )
    .$if(boughtSince !== undefined, (query) => query.where('p.bought_on', '>=', boughtSince ?? ''))
    .$if(boughtBy !== undefined, (query) => query.where('p.bought_on', '<=', boughtBy ?? ''))
    .$if(updatedSince !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(${changedSince(updatedSince, 'p.changed_at', 'r.changed_at', 'd.changed_at', 'x.changed_at')}
          or ${wasChasedSince(updatedSince)})`,
      ),
    )
  const rows = await pageOf(asked, caseId, page, sort).execute()
  return rows.map(toPurchase)
}

/** The same, of those of which something is so. */
export const listThat =
  (are: RawBuilder<SqlBool>) =>
  async (reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<Purchase[]> => {
    const rows = await pageOf(purchases(reads, actor).where(are), caseId, page).execute()
    return rows.map(toPurchase)
  }
/** Whose receipt was asked for and is missing. */
export const listWithoutReceipt = listThat(sql`p.missing_since is not null`)

function pageOf(of: ReturnType<typeof purchases>, caseId: string, page: PageRequest, sort?: PurchaseFilter['sort']) {
  const { begins, order } = keyset(page, sort, { id: 'p.purchase_id', days: { boughtOn: 'p.bought_on' } })
  return of
    .where('p.case_id', '=', caseId)
    .where(begins)
    .orderBy(order)
    .limit(page.limit + 1)
}

export async function insertPurchase(
  tx: Tx,
  actor: Actor,
  purchase: Purchase,
  { chaseOn, floatOf }: { readonly chaseOn: LocalDate; readonly floatOf: string | null },
): Promise<void> {
  await tx
    .insertInto('purchase')
    .values({
      commissioner_id: actor.commissionerId,
      purchase_id: purchase.id,
      case_id: purchase.caseId,
      plan_line_id: purchase.planLineId,
      amount_pence: purchase.amountPence,
      own_pence: purchase.ownPence,
      payee: purchase.payee,
      payee_id: purchase.payeeId ?? null,
      quarter_units: purchase.units ? purchase.units * 4 : null,
      unit: purchase.unit ?? null,
      bought: purchase.bought,
      bought_on: purchase.boughtOn,
      instrument: purchase.instrument,
      bought_by: actor.actorId,
      recorded_at: new Date(purchase.recordedAt),
      reversed_pence: 0,
      reversed_at: null,
      reversal_reason: null,
      chase_on: chaseOn,
      float_organisation_id: floatOf,
    })
    .execute()
}

/** Keeps how much of a purchase is reversed, and since when all of it is. */
export async function setReversed(
  tx: Tx,
  actor: Actor,
  id: string,
  kept: { reason: string; reversedPence: Pence; ownReversedPence: Pence; reversedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('purchase')
    .set({
      reversed_pence: kept.reversedPence,
      own_reversed_pence: kept.ownReversedPence,
      reversed_at: kept.reversedAt,
      reversal_reason: kept.reason,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', id)
    .execute()
}

/** Files what is the receipt of a purchase, in the place of what was filed without its document; undefined where that is kept. */
export async function fileAsReceipt(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  receipt: Omit<Receipt, 'id' | 'receivedAt'>,
  now: Date,
): Promise<Receipt | undefined> {
  const filed = {
    issued_on: receipt.issuedOn,
    document_hash: receipt.documentHash,
    received_by: actor.actorId,
    received_at: now,
  }
  const row = await tx
    .insertInto('receipt')
    .values({
      ...{ commissioner_id: actor.commissionerId, receipt_id: newId(), purchase_id: purchaseId, ...filed },
      ...{ amount_pence: receipt.amountPence, document_id: null },
    })
    .onConflict((oc) =>
      oc.constraint('receipt_one_per_purchase').doUpdateSet(filed).where('receipt.document_id', 'is', null),
    )
    .returning('receipt_id')
    .executeTakeFirst()
  return row && { id: row.receipt_id, ...receipt, receivedAt: now.toISOString() }
}
