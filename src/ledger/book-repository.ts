import { sql } from 'kysely'
import type { ClosedLists } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Pence } from '../shared/money.ts'

/** Where money is: what a case is funded with, what a plan keeps for crises, what a line can spend, and what it has spent. */
export interface Account {
  readonly kind: ClosedLists['account_kind']
  /** The case, the plan or the line. */
  readonly holderId: string
}
export const fundingOf = (caseId: string): Account => ({ kind: 'funding', holderId: caseId })
export const reserveOf = (supportPlanId: string): Account => ({ kind: 'reserve', holderId: supportPlanId })
export const availableOn = (planLineId: string): Account => ({ kind: 'available', holderId: planLineId })
export const spentOn = (planLineId: string): Account => ({ kind: 'spent', holderId: planLineId })

/** An amount that goes from one account to another. */
export interface Move {
  readonly from: Account
  readonly to: Account
  readonly pence: Pence
}

/** Opens the accounts of a case that are not open yet. */
export function openAccounts(tx: Tx, actor: Actor, caseId: string, accounts: readonly Account[]): void {
  postQuery(
    tx,
    tx
      .insertInto('account')
      .values(
        accounts.map(({ kind, holderId }) => ({
          commissioner_id: actor.commissionerId,
          holder_id: holderId,
          kind,
          case_id: caseId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  )
}

/** One entry, of the moves that belong together. What is on the accounts is kept by the same statement; the database refuses what an account has not got. */
export function post(
  tx: Tx,
  actor: Actor,
  entry: {
    caseId: string
    kind: ClosedLists['ledger_entry_kind']
    planLineId?: string
    purchaseId?: string
  },
  moves: readonly Move[],
  now: Date,
): void {
  const id = newId()
  postQuery(
    tx,
    tx.insertInto('ledger_entry').values({
      commissioner_id: actor.commissionerId,
      ledger_entry_id: id,
      case_id: entry.caseId,
      kind: entry.kind,
      plan_line_id: entry.planLineId ?? null,
      purchase_id: entry.purchaseId ?? null,
      recorded_by: actor.actorId,
      recorded_at: now,
    }),
  )
  postQuery(
    tx,
    tx
      .with('moved', (db) =>
        db
          .insertInto('ledger_posting')
          .values(
            moves.map(({ from, to, pence }, place) => ({
              commissioner_id: actor.commissionerId,
              ledger_entry_id: id,
              place,
              from_id: from.holderId,
              from_kind: from.kind,
              to_id: to.holderId,
              to_kind: to.kind,
              amount_pence: pence,
            })),
          )
          .returning(['from_id', 'from_kind', 'to_id', 'to_kind', 'amount_pence']),
      )
      .updateTable('account as a')
      .from(
        sql<{ id: string; kind: Account['kind']; pence: Pence }>`(select id, kind, sum(pence)::bigint as pence
          from (select from_id as id, from_kind as kind, -amount_pence as pence from moved
            union all select to_id, to_kind, amount_pence from moved) m group by id, kind)`.as('s'),
      )
      .set({ balance_pence: sql`a.balance_pence + s.pence` })
      .where('a.commissioner_id', '=', theTenant)
      // Named beside the join as well: no plan reads the accounts of the tenant.
      .where('a.holder_id', 'in', [...new Set(moves.flatMap(({ from, to }) => [from.holderId, to.holderId]))])
      .whereRef('a.holder_id', '=', 's.id')
      .whereRef('a.kind', '=', 's.kind'),
  )
}

export interface Spending {
  readonly caseId: string
  readonly planLineId: string
  readonly purchaseId: string
  readonly amountPence: Pence
}

/** Moves money of a line from available to spent; a reversal moves it back. What was posted before stays: a correction is an entry of its own. */
export function postSpending(
  tx: Tx,
  actor: Actor,
  kind: 'purchase' | 'reversal',
  { caseId, planLineId, purchaseId, amountPence: pence }: Spending,
  now: Date,
): void {
  const [available, spent] = [availableOn(planLineId), spentOn(planLineId)]
  const move = kind === 'purchase' ? { from: available, to: spent, pence } : { from: spent, to: available, pence }
  post(tx, actor, { caseId, kind, planLineId, purchaseId }, [move], now)
}

/** Moves money between lines and the funding of the case: back from lines that close, and out again where they are open again. */
export function postBetween(
  tx: Tx,
  actor: Actor,
  caseId: string,
  kind: 'release' | 'reallocation',
  left: readonly (readonly [planLineId: string, pence: Pence])[],
  now: Date,
): void {
  const funding = fundingOf(caseId)
  const moves = left.map(([id, pence]) =>
    kind === 'release' ? { from: availableOn(id), to: funding, pence } : { from: funding, to: availableOn(id), pence },
  )
  post(tx, actor, { caseId, kind }, moves, now)
}

/** Takes money back from the funding for what was bought from a line before it closed: it was released then. */
export function postReallocation(tx: Tx, actor: Actor, { caseId, planLineId, amountPence }: Spending, now: Date): void {
  const move = { from: fundingOf(caseId), to: availableOn(planLineId), pence: amountPence }
  post(tx, actor, { caseId, kind: 'reallocation', planLineId }, [move], now)
}
