import { sql } from 'kysely'
import type { ClosedLists } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import { newId } from '../platform/work/new-id.ts'
import { type Pence, sumPence } from '../shared/money.ts'

export interface Spending {
  readonly caseId: string
  readonly planLineId: string
  readonly purchaseId: string
  readonly amountPence: Pence
}

/** Moves money of a line from available to spent. The database refuses what the line has not got. */
export async function postPurchase(tx: Tx, actor: Actor, spending: Spending, now: Date): Promise<void> {
  await Promise.all([
    addSpent(tx, actor, spending.planLineId, spending.amountPence),
    postSpending(tx, actor, 'purchase', spending, spending.amountPence, now),
  ])
}

/** Moves the money back. What was posted before stays as it is: a correction is an entry of its own. */
export async function postReversal(tx: Tx, actor: Actor, spending: Spending, now: Date): Promise<void> {
  await Promise.all([
    addSpent(tx, actor, spending.planLineId, -spending.amountPence),
    postSpending(tx, actor, 'reversal', spending, -spending.amountPence, now),
  ])
}

async function addSpent(tx: Tx, actor: Actor, planLineId: string, pence: Pence): Promise<void> {
  await tx
    .updateTable('plan_line')
    .set({ spent_pence: sql`spent_pence + ${pence}` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', planLineId)
    .execute()
}

function postSpending(
  tx: Tx,
  actor: Actor,
  kind: 'purchase' | 'reversal',
  { caseId, planLineId, purchaseId }: Spending,
  spent: Pence,
  now: Date,
) {
  return post(
    tx,
    actor,
    { caseId, kind, planLineId, purchaseId },
    [
      [`available:${planLineId}`, -spent],
      [`spent:${planLineId}`, spent],
    ],
    now,
  )
}

/** One entry whose postings add up to nothing; the database holds it to that at the commit. */
export async function post(
  tx: Tx,
  actor: Actor,
  entry: {
    caseId: string
    kind: ClosedLists['ledger_entry_kind']
    planLineId: string | null
    purchaseId: string | null
  },
  postings: readonly (readonly [account: string, amountPence: Pence])[],
  now: Date,
): Promise<void> {
  const id = newId()
  postQuery(
    tx,
    tx.insertInto('ledger_entry').values({
      commissioner_id: actor.commissionerId,
      ledger_entry_id: id,
      case_id: entry.caseId,
      kind: entry.kind,
      plan_line_id: entry.planLineId,
      purchase_id: entry.purchaseId,
      recorded_by: actor.actorId,
      recorded_at: now,
    }),
  )
  postQuery(
    tx,
    tx.insertInto('ledger_posting').values(
      postings.map(([account, amount]) => ({
        commissioner_id: actor.commissionerId,
        ledger_entry_id: id,
        account,
        amount_pence: amount,
      })),
    ),
  )
}

/** Moves money between lines and the scheme's funding: back from lines that close, and out again where they are open again. */
export function postBetween(
  tx: Tx,
  actor: Actor,
  caseId: string,
  kind: 'release' | 'reallocation',
  left: readonly (readonly [lineId: string, amountPence: Pence])[],
  now: Date,
): Promise<void> {
  const sign = kind === 'release' ? -1 : 1
  const total = sumPence(left.map(([, pence]) => pence))
  return post(
    tx,
    actor,
    { caseId, kind, planLineId: null, purchaseId: null },
    [['funding', -sign * total], ...left.map(([id, pence]) => [`available:${id}`, sign * pence] as const)],
    now,
  )
}

/** Takes money back from the scheme's funding for what was bought from a line before it closed: it was released then. */
export function postReallocation(tx: Tx, actor: Actor, { caseId, planLineId, amountPence }: Spending, now: Date) {
  return post(
    tx,
    actor,
    { caseId, kind: 'reallocation', planLineId, purchaseId: null },
    [
      ['funding', -amountPence],
      [`available:${planLineId}`, amountPence],
    ],
    now,
  )
}
