import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { OnItsWay } from '../ledger/payment-moves-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { keyset } from '../platform/database/keyset.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { HoldReason, PaymentCancellation, PaymentState } from '../rules/payments/holds.ts'
import type { PlannedPayment } from '../rules/payments/planned.ts'
import { referenceOf } from '../rules/payments/reference.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { heldInWords } from '../words/payments.ts'
import type { Payment, PaymentFilter } from './schemas.ts'

type Row = Selectable<Database['payment']>

function stateOf(row: Row): PaymentState {
  if (row.cancelled_at) return 'cancelled'
  if (row.settled_at) return row.paid_on === null ? 'failed' : 'paid'
  if (row.instructed_at) return 'with-the-bank'
  if (row.pay_run_id) return 'in-run'
  return row.hold_reason === null ? 'planned' : 'held'
}

/** The same, asked of the database. */
const stateInSql = sql`case when cancelled_at is not null then 'cancelled'
  when settled_at is not null then case when paid_on is null then 'failed' else 'paid' end
  when instructed_at is not null then 'with-the-bank' when pay_run_id is not null then 'in-run'
  when hold_reason is null then 'planned' else 'held' end`

export const toPayment = (row: Row): Payment => ({
  id: row.payment_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  payeeId: row.payee_id,
  purpose: row.purpose,
  amountPence: row.amount_pence,
  aboveRatePence: row.above_rate_pence,
  from: row.from_on,
  until: row.until_on,
  dueOn: row.due_on,
  reference: row.reference,
  state: stateOf(row),
  holdReason: row.hold_reason,
  heldInWords: row.hold_reason && heldInWords(row.hold_reason),
  payRunId: row.pay_run_id,
  paidOn: row.paid_on,
  failure: row.failure,
  cancelledBecause: row.cancelled_because,
  insteadOfId: row.instead_of,
  plannedAt: row.planned_at.toISOString(),
})

/** One row more than a page. */
export async function listPayments(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  { state, dueSince, dueBy, updatedSince, sort }: PaymentFilter,
): Promise<Payment[]> {
  const { begins, order } = keyset(page, sort, { id: 'payment_id', days: { dueOn: 'due_on' } })
  const rows = await reads
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(state !== undefined, (query) => query.where(sql<boolean>`${stateInSql} = ${state}`))
    .$if(dueSince !== undefined, (query) => query.where('due_on', '>=', dueSince ?? ''))
    .$if(dueBy !== undefined, (query) => query.where('due_on', '<=', dueBy ?? ''))
    .where(changedSince(updatedSince, 'changed_at'))
    .where(begins)
    .orderBy(order)
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPayment)
}

/** `toHold`: whether whoever is paid holds the money for the person. `toEnded`: whether that is somebody who was ended since. `ofCrisis`: whether it is for what a crisis brought, and for no day of the schedule. */
export type StandingPayment = Payment & {
  readonly toHold: boolean
  readonly toEnded: boolean
  readonly ofCrisis: boolean
}

/** Of what is owed, what goes into hands and is for no purchase: days of the schedule, or what a crisis brought before its line closed. */
export const isOwedIntoHands = sql<boolean>`(p.purpose = 'owed' and p.to_hold and p.purchase_id is null)`
/** Whether who would hold the money was ended as a payee since. */
export const isToEnded = sql<boolean>`(p.to_hold and exists (select from payee e where e.commissioner_id = ${theTenant}
  and e.payee_id = p.payee_id and e.ended_at is not null))`

/** The payments of a line by its schedule and for its crises, or owed for their days, whichever plan it was in, that were not cancelled and did not fail, in the order of their days, held against who would hand them over. */
export async function listStandingPayments(
  tx: Tx,
  actor: Actor,
  caseId: string,
  line: string,
): Promise<StandingPayment[]> {
  const rows = await tx
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .selectAll('p')
    .select(isToEnded.as('to_ended'))
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('l.key', '=', line)
    .where((eb) => eb.or([eb('p.purpose', '<>', 'owed'), eb('p.owed_for_days', '=', true), isOwedIntoHands]))
    .where('p.cancelled_at', 'is', null)
    .where('p.failure', 'is', null)
    .orderBy('p.from_on')
    .orderBy('p.payment_id')
    .forUpdate('p')
    .execute()
  return rows.map((row) => ({
    ...toPayment(row),
    ...{ toHold: row.to_hold, toEnded: row.to_ended },
    ofCrisis: row.purpose === 'crisis' || (row.purpose === 'owed' && !row.owed_for_days),
  }))
}

/** The payment by which a purchase is paid, held against others that would change it; none that failed or was given up. */
export async function lockPaymentOf(tx: Tx, actor: Actor, purchaseId: string): Promise<Payment | undefined> {
  const row = await tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .where('cancelled_at', 'is', null)
    .where('failure', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && toPayment(row)
}

/** What of a line is owed by payments that are planned, and that no bank knows of. */
export async function sumOwedByPayments(reads: Reads, actor: Actor, planLineId: string): Promise<Pence> {
  const rows = await reads
    .selectFrom('payment')
    .select('amount_pence')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', planLineId)
    .where('purpose', '=', 'owed')
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
  return sumPence(rows.map(({ amount_pence }) => amount_pence))
}

export interface FreshPayment extends PlannedPayment {
  readonly caseId: string
  readonly planLineId: string
  /** What is paid by it, where one purchase is. */
  readonly purchaseId?: string
  /** The payment that failed, instead of which this stands. */
  readonly insteadOfId?: string
  /** When somebody had looked at why that failed. */
  readonly releasedAt?: Date
  /** Whether it is owed for days of the schedule of its line, which no other payment pays. */
  readonly isForDays?: boolean
  readonly holdReason?: HoldReason
  /** By how much it is less than by the schedule, since no more is agreed. */
  readonly aboveRatePence?: Pence
  /** Whether whoever is paid holds the money for the person, however the line is held by the time that the bank answers; what a provider is paid is spent, and so is what is paid for what was bought already. */
  readonly toHold: boolean
}

/** Plans payments, each with a reference of its own. */
export function insertPayments(tx: Tx, actor: Actor, planned: readonly FreshPayment[], now: Date): string[] {
  const rows = planned.map((payment) => {
    const id = newId()
    return {
      commissioner_id: actor.commissionerId,
      payment_id: id,
      case_id: payment.caseId,
      plan_line_id: payment.planLineId,
      payee_id: payment.payeeId,
      purpose: payment.purpose,
      amount_pence: payment.amountPence,
      above_rate_pence: payment.aboveRatePence ?? 0,
      from_on: payment.from,
      until_on: payment.until,
      due_on: payment.dueOn,
      reference: referenceOf(id),
      planned_at: now,
      purchase_id: payment.purchaseId ?? null,
      instead_of: payment.insteadOfId ?? null,
      to_hold: payment.toHold,
      owed_for_days: payment.isForDays ?? false,
      hold_reason: payment.holdReason ?? null,
      held_at: payment.holdReason ? now : null,
      released_at: payment.releasedAt ?? null,
    }
  })
  insertMany(tx, 'payment', rows)
  return rows.map(({ payment_id }) => payment_id)
}

/** Cancels payments that no bank knows of, and gives those that it did, by their lines. */
export async function cancelPayments(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  because: PaymentCancellation,
  now: Date,
): Promise<(OnItsWay & { readonly id: string })[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('payment')
    .set({ cancelled_at: now, cancelled_because: because, pay_run_id: null, held_before: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .returning(['payment_id', 'case_id', 'plan_line_id', 'amount_pence'])
    .execute()
  return rows.map(({ payment_id, case_id, plan_line_id, amount_pence }) => ({
    ...{ id: payment_id, caseId: case_id, planLineId: plan_line_id, pence: amount_pence },
  }))
}

/** A payment, held against others that would change it. */
export async function lockPayment(tx: Tx, actor: Actor, id: string): Promise<Payment | undefined> {
  const row = await tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payment_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toPayment(row)
}

/** Whose the case of a payment is. */
export async function findPersonOf(reads: Reads, actor: Actor, caseId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('budget_case')
    .select('person_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row?.person_id
}
