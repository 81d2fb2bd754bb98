import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import { toPayment } from '../payments/repository.ts'
import type { Payment } from '../payments/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { keyset } from '../platform/database/keyset.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Pence } from '../shared/money.ts'
import type { PayRun, PayRunFilter, PayRunPaymentFilter } from './schemas.ts'

type Row = Selectable<Database['pay_run']>

/** A run, with who did what: never told, and asked where two people are needed. */
export interface KeptPayRun extends PayRun {
  readonly draftedBy: string
  readonly reviewedBy: string | null
  readonly approvedBy: string | null
  readonly fileMark: string | null
  readonly cancelAskedBy: string | null
}

function statusOf(row: Row): PayRun['status'] {
  if (row.cancelled_at) return 'cancelled'
  if (row.settled_at) return 'settled'
  if (row.instructed_at) return 'instructed'
  if (row.approved_at) return 'approved'
  return row.reviewed_at ? 'reviewed' : 'draft'
}

/** The same, asked of the database. */
const statusInSql = sql`case when cancelled_at is not null then 'cancelled' when settled_at is not null then 'settled'
  when instructed_at is not null then 'instructed' when approved_at is not null then 'approved'
  when reviewed_at is not null then 'reviewed' else 'draft' end`

const toRun = (row: Row): KeptPayRun => ({
  id: row.pay_run_id,
  until: row.until_on,
  payOn: row.pay_on,
  payerId: row.payer_id,
  serviceUserNumber: row.service_user_number,
  status: statusOf(row),
  payments: row.payment_count,
  totalPence: row.total_pence,
  draftedAt: row.drafted_at.toISOString(),
  reviewedAt: row.reviewed_at?.toISOString() ?? null,
  approvedAt: row.approved_at?.toISOString() ?? null,
  instructedAt: row.instructed_at?.toISOString() ?? null,
  fileMadeAt: row.filed_at?.toISOString() ?? null,
  fileFormat: row.file_format,
  settledAt: row.settled_at?.toISOString() ?? null,
  cancellationAskedAt: row.cancel_asked_at?.toISOString() ?? null,
  cancelledAt: row.cancelled_at?.toISOString() ?? null,
  draftedBy: row.drafted_by,
  reviewedBy: row.reviewed_by,
  approvedBy: row.approved_by,
  fileMark: row.file_mark,
  cancelAskedBy: row.cancel_asked_by,
})

export const toldOf = (kept: KeptPayRun): PayRun => {
  const { draftedBy: _, reviewedBy: __, approvedBy: ___, fileMark: ____, cancelAskedBy: _____, ...run } = kept
  return run
}

const runs = (reads: Reads, actor: Actor) =>
  reads.selectFrom('pay_run').selectAll().where('commissioner_id', '=', actor.commissionerId)

export async function findRun(reads: Reads, actor: Actor, id: string): Promise<KeptPayRun | undefined> {
  const row = await runs(reads, actor).where('pay_run_id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

/** A run, held against others that would change it; with `free`, undefined while somebody has it. */
export async function lockRun(
  tx: Tx,
  actor: Actor,
  id: string,
  where: 'waited-for' | 'free' = 'waited-for',
): Promise<KeptPayRun | undefined> {
  const row = await runs(tx, actor)
    .where('pay_run_id', '=', id)
    .forUpdate()
    .$if(where === 'free', (query) => query.skipLocked())
    .executeTakeFirst()
  return row && toRun(row)
}

/** One row more than a page, newest first. */
export async function listRuns(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { status, paySince, payBy, updatedSince, sort }: PayRunFilter,
): Promise<KeptPayRun[]> {
  const { begins, order } = keyset(page, sort, { id: 'pay_run_id', days: { payOn: 'pay_on' } })
  const rows = await runs(reads, actor)
    .$if(status !== undefined, (query) => query.where(sql<boolean>`${statusInSql} = ${status}`))
    .$if(paySince !== undefined, (query) => query.where('pay_on', '>=', paySince ?? ''))
    .$if(payBy !== undefined, (query) => query.where('pay_on', '<=', payBy ?? ''))
    .where(changedSince(updatedSince, 'changed_at'))
    .where(begins)
    .orderBy(order)
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRun)
}

/** One row more than a page of the payments of a run, in the order of the file; of a record that is kept to its team, which is paid all the same, to those alone who are named to pay on it. */
export async function listRunPayments(
  reads: Reads,
  actor: Actor,
  payRunId: string,
  page: PageRequest,
  { again }: PayRunPaymentFilter,
): Promise<(Payment & { personId: string; named: boolean })[]> {
  const rows = await paymentsOfRun(reads, actor, payRunId)
    .selectAll('p')
    .select(['c.person_id', sql<boolean>`not ${isSeenOfEverybody(actor, whose)}`.as('named')])
    .where(isSeenOfEverybody(actor, whose, 'pay'))
    .$if(again !== undefined, (query) => query.where('p.instead_of', again ? 'is not' : 'is', null))
    .$if(page.after !== undefined, (query) => query.where('p.payment_id', '>', page.after ?? ''))
    .orderBy('p.payment_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toPayment(row), personId: row.person_id, named: row.named }))
}

/** How many payments of a run the list of them does not have for the actor, and what they come to. */
export const sumNotListed = (
  reads: Reads,
  actor: Actor,
  payRunId: string,
): Promise<{ notListed: number; notListedPence: Pence }> =>
  paymentsOfRun(reads, actor, payRunId)
    .select([
      sql<number>`count(*)::int`.as('notListed'),
      sql<Pence>`coalesce(sum(p.amount_pence), 0)::bigint`.as('notListedPence'),
    ])
    .where(sql<boolean>`not ${isSeenOfEverybody(actor, whose, 'pay')}`)
    .executeTakeFirstOrThrow()

const whose = sql`c.person_id`
/** The payments `p` of a run, each with its case `c`, by its key: `offset 0` keeps it so. */
const paymentsOfRun = (reads: Reads, actor: Actor, payRunId: string) =>
  reads
    .selectFrom('payment as p')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('budget_case as b')
          .select('b.person_id')
          .where('b.commissioner_id', '=', theTenant)
          .whereRef('b.case_id', '=', 'p.case_id')
          .offset(0)
          .as('c'),
      (join) => join.onTrue(),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.pay_run_id', '=', payRunId)

/** The runs that were approved and of which something is to do: to hand over, to settle what the bank said, or to take back what was given up. */
export async function listWorking(reads: Reads, actor: Actor): Promise<string[]> {
  const rows = await runs(reads, actor)
    .clearSelect()
    .select('pay_run_id')
    .where('approved_at', 'is not', null)
    .where('settled_at', 'is', null)
    .orderBy('pay_run_id')
    .execute()
  return rows.map(({ pay_run_id }) => pay_run_id)
}

export async function insertRun(
  tx: Tx,
  actor: Actor,
  run: Pick<PayRun, 'until' | 'payOn' | 'payerId' | 'serviceUserNumber'>,
  counted: { readonly count: number; readonly pence: Pence },
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('pay_run')
    .values({
      commissioner_id: actor.commissionerId,
      pay_run_id: id,
      until_on: run.until,
      pay_on: run.payOn,
      payer_id: run.payerId,
      service_user_number: run.serviceUserNumber,
      payment_count: counted.count,
      total_pence: counted.pence,
      drafted_by: actor.actorId,
      drafted_at: now,
    })
    .execute()
  return id
}

type Change = Partial<
  Pick<
    Row,
    | 'reviewed_by'
    | 'reviewed_at'
    | 'approved_by'
    | 'approved_at'
    | 'instructed_at'
    | 'payment_count'
    | 'total_pence'
    | 'filed_at'
    | 'filed_by'
    | 'file_format'
    | 'file_mark'
    | 'settled_at'
    | 'cancel_asked_by'
    | 'cancel_asked_at'
    | 'cancelled_by'
    | 'cancelled_at'
  >
>

export async function setRun(tx: Tx, actor: Actor, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('pay_run')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('pay_run_id', '=', id)
    .execute()
}
