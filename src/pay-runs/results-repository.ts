import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PaymentPurpose } from '../rules/payments/planned.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { BankResult } from './files/results.ts'

/** What is known of each of these references: the run that it is in, and what was imported of it before, or is known of it by a correction. */
export async function listKnown(
  reads: Reads,
  actor: Actor,
  references: readonly string[],
): Promise<ReadonlyMap<string, { readonly payRunId: string | null; readonly before: readonly BankResult[] }>> {
  if (references.length === 0) return new Map()
  const rows = await reads
    .selectFrom('payment as p')
    .leftJoin('pay_run_result as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.reference', '=', 'p.reference'),
    )
    .select(['p.reference', 'p.pay_run_id', 'p.instructed_at', 'r.paid_on', 'r.failure'])
    .select(['r.failure_before', 'r.imported_at'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('p.reference', '=', eb.fn.any(eb.val([...references]))))
    .execute()
  return new Map(
    rows.map(({ reference, pay_run_id, instructed_at, paid_on, failure, failure_before, imported_at }) => [
      reference,
      {
        payRunId: instructed_at && pay_run_id,
        before: [
          ...(imported_at ? [{ reference, paidOn: paid_on, failure }] : []),
          ...(failure_before === null ? [] : [{ reference, paidOn: null, failure: failure_before }]),
        ],
      },
    ]),
  )
}

/** Whether somebody has imported what became of a payment of a run. */
export async function hasResults(reads: Reads, actor: Actor, payRunId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('payment as p')
    .innerJoin('pay_run_result as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.reference', '=', 'p.reference'),
    )
    .select('r.reference')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.pay_run_id', '=', payRunId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps what the bank said; what is there already stays. Gives how many were new. */
export async function insertResults(
  tx: Tx,
  actor: Actor,
  payRunId: string,
  results: readonly BankResult[],
  now: Date,
): Promise<number> {
  let taken = 0
  for (let at = 0; at < results.length; at += 500) {
    const rows = await tx
      .insertInto('pay_run_result')
      .values(
        results.slice(at, at + 500).map(({ reference, paidOn, failure }) => ({
          commissioner_id: actor.commissionerId,
          reference,
          pay_run_id: payRunId,
          paid_on: paidOn,
          failure,
          imported_by: actor.actorId,
          imported_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('reference')
      .execute()
    taken += rows.length
  }
  return taken
}

/** A payment that the bank has said something of, with what settling it asks. */
export interface ToSettle {
  readonly id: string
  readonly caseId: string
  readonly planLineId: string
  readonly payeeId: string | null
  readonly supportPlanId: string
  readonly awaitsFirst: boolean
  readonly closed: boolean
  readonly purpose: PaymentPurpose
  /** Whether it is owed for days of the schedule. */
  readonly isForDays: boolean
  /** Whether whoever is paid holds the money for the person, as it was planned; what a provider is paid for is spent by it. */
  readonly toHold: boolean
  /** The purchase that it pays for. */
  readonly purchaseId: string | null
  readonly amountPence: Pence
  readonly aboveRatePence: Pence
  readonly from: LocalDate
  readonly until: LocalDate
  readonly reference: string
  readonly paidOn: LocalDate | null
  readonly failure: string | null
}

/** The next payments of a run to settle. */
export async function listToSettle(reads: Reads, actor: Actor, payRunId: string, most: number): Promise<ToSettle[]> {
  const rows = await resultsOf(reads, actor)
    .where('r.pay_run_id', '=', payRunId)
    .where('r.taken_at', 'is', null)
    .orderBy('r.reference')
    .limit(most)
    .execute()
  return rows.map(toSettle)
}

/** What is to be booked of one payment, by what its result says now. */
export async function getToSettle(reads: Reads, actor: Actor, reference: string): Promise<ToSettle> {
  return toSettle(await resultsOf(reads, actor).where('r.reference', '=', reference).executeTakeFirstOrThrow())
}

/** Each result with its payment, line and plan. */
const resultsOf = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('pay_run_result as r')
    // Each payment, its line and its plan by their keys: `offset 0` keeps it so.
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('payment as q')
          .selectAll('q')
          .where('q.commissioner_id', '=', theTenant)
          .whereRef('q.reference', '=', 'r.reference')
          .offset(0)
          .as('p'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('plan_line as k')
          .select(['k.support_plan_id', 'k.closed_on'])
          .where('k.commissioner_id', '=', theTenant)
          .whereRef('k.plan_line_id', '=', 'p.plan_line_id')
          .offset(0)
          .as('l'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('support_plan as o')
          .select('o.status')
          .where('o.commissioner_id', '=', theTenant)
          .whereRef('o.support_plan_id', '=', 'l.support_plan_id')
          .offset(0)
          .as('s'),
      (join) => join.onTrue(),
    )
    .select([
      'p.purpose',
      'p.owed_for_days',
      'p.payment_id',
      'p.case_id',
      'p.plan_line_id',
      'p.payee_id',
      'p.purchase_id',
      'p.to_hold',
      'l.support_plan_id',
      'l.closed_on',
    ])
    .select([
      'p.amount_pence',
      'p.above_rate_pence',
      'p.from_on',
      'p.until_on',
      'r.reference',
      'r.paid_on',
      'r.failure',
      's.status',
    ])
    .where('r.commissioner_id', '=', actor.commissionerId)

function toSettle(row: Awaited<ReturnType<ReturnType<typeof resultsOf>['executeTakeFirstOrThrow']>>): ToSettle {
  return {
    id: row.payment_id,
    caseId: row.case_id,
    planLineId: row.plan_line_id,
    payeeId: row.payee_id,
    supportPlanId: row.support_plan_id,
    // What a person laid out while they waited is no payment of the plan; what is owed for what was bought by it, or given, is.
    awaitsFirst: row.status === 'agreed' && (row.purpose !== 'owed' || row.purchase_id !== null || row.owed_for_days),
    closed: row.closed_on !== null,
    purpose: row.purpose,
    isForDays: row.owed_for_days,
    toHold: row.to_hold,
    purchaseId: row.purchase_id,
    amountPence: row.amount_pence,
    aboveRatePence: row.above_rate_pence,
    from: row.from_on,
    until: row.until_on,
    reference: row.reference,
    paidOn: row.paid_on,
    failure: row.failure,
  }
}

export async function setTaken(tx: Tx, actor: Actor, references: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('pay_run_result')
    .set({ taken_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('reference', '=', eb.fn.any(eb.val([...references]))))
    .execute()
}
