import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { toPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/** Payments that are due by a day and in no run, the longest due first, those after one of them; held ones too, where the service holds them and their reason may be gone. */
export async function lockDue(
  tx: Tx,
  actor: Actor,
  until: LocalDate,
  most: number,
  after?: Payment,
): Promise<Payment[]> {
  const rows = await tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('due_on', '<=', until)
    .where('pay_run_id', 'is', null)
    .where('cancelled_at', 'is', null)
    .where(sql<boolean>`(hold_reason is null or held_by is null and hold_reason::text <> 'failed-before')`)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(due_on, payment_id) > (${after?.dueOn}::date, ${after?.id}::uuid)`),
    )
    .orderBy('due_on')
    .orderBy('payment_id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(toPayment)
}

/** Puts payments into a run, with what the service held each for until now; one that is in another, or that somebody holds, is left there. */
export async function setInRun(tx: Tx, actor: Actor, ids: readonly string[], payRunId: string): Promise<void> {
  await tx
    .updateTable('payment')
    .set((eb) => ({ pay_run_id: payRunId, held_before: eb.ref('hold_reason'), hold_reason: null, held_at: null }))
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('pay_run_id', 'is', null)
    .where('held_by', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}

/** Takes out of a run that is given up all that was not handed over yet, or these that were and that no bank was told of, each as it was before, and gives them. */
export async function setOutOfRun(
  tx: Tx,
  actor: Actor,
  of: { readonly payRunId: string } | { readonly ids: readonly string[] },
  now: Date,
): Promise<Payment[]> {
  const rows = await tx
    .updateTable('payment')
    .set((eb) => ({
      ...{ pay_run_id: null, held_before: null, instructed_at: null },
      hold_reason: eb.ref('held_before'),
      held_at: sql<Date | null>`case when held_before is null then null else ${now}::timestamptz end`,
    }))
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) =>
      'ids' in of
        ? eb('payment_id', '=', eb.fn.any(eb.val([...of.ids])))
        : eb.and([eb('pay_run_id', '=', of.payRunId), eb('instructed_at', 'is', null)]),
    )
    .where('settled_at', 'is', null)
    .returningAll()
    .execute()
  return rows.map(toPayment)
}

export interface RunTotals {
  readonly count: number
  readonly pence: Pence
  readonly instructed: number
  readonly paid: number
  readonly failed: number
  readonly again: number
  readonly againPence: Pence
}

/** What the payments of a run come to, and how far each is. */
export async function sumRun(reads: Reads, actor: Actor, payRunId: string): Promise<RunTotals> {
  const counted = (condition: string) => sql<number>`count(*) filter (where ${sql.raw(condition)})::int`
  return reads
    .selectFrom('payment')
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<Pence>`coalesce(sum(amount_pence), 0)::bigint`.as('pence'),
      counted('instructed_at is not null').as('instructed'),
      counted('paid_on is not null').as('paid'),
      counted('failure is not null').as('failed'),
      counted('instead_of is not null').as('again'),
      sql<Pence>`coalesce(sum(amount_pence) filter (where instead_of is not null), 0)::bigint`.as('againPence'),
    ])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('pay_run_id', '=', payRunId)
    .executeTakeFirstOrThrow()
}

/** The next payments of a run that the bank does not know of yet, held against others. */
export async function lockToInstruct(tx: Tx, actor: Actor, payRunId: string, most: number): Promise<Payment[]> {
  const rows = await tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('pay_run_id', '=', payRunId)
    .where('instructed_at', 'is', null)
    .orderBy('payment_id')
    .limit(most)
    .forUpdate()
    .execute()
  return rows.map(toPayment)
}

export async function setInstructed(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('payment')
    .set({ instructed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
}

/** Settles payments as the bank said of each. One that is settled is never settled again. */
export async function setSettled(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('payment as p')
    .from('pay_run_result as r')
    .set((eb) => ({ settled_at: now, paid_on: eb.ref('r.paid_on'), failure: eb.ref('r.failure') }))
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('p.payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('p.settled_at', 'is', null)
    .where('r.commissioner_id', '=', theTenant)
    .whereRef('r.reference', '=', 'p.reference')
    .execute()
}

/**
 * A payment that was made came back whole: it was not made after all. What the bank said of it first stays with its run, and whoever looked at why it failed before that has not looked at this.
 */
export async function setCameBack(tx: Tx, actor: Actor, id: string): Promise<void> {
  await Promise.all([
    tx
      .updateTable('payment')
      .set({ paid_on: null, failure: 'It was paid, and came back.' })
      .where('commissioner_id', '=', actor.commissionerId)
      .where('payment_id', '=', id)
      .where('paid_on', 'is not', null)
      .execute(),
    tx
      .updateTable('payment')
      .set({ release_is_past: true })
      .where('commissioner_id', '=', actor.commissionerId)
      .where('instead_of', '=', id)
      .where('released_at', 'is not', null)
      .execute(),
  ])
}

/** A payment that was imported as failed was made after all. */
export async function setPaidAfterAll(tx: Tx, actor: Actor, id: string, paidOn: LocalDate): Promise<void> {
  await tx
    .updateTable('payment')
    .set({ paid_on: paidOn, failure: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payment_id', '=', id)
    .where('failure', 'is not', null)
    .execute()
}

/** All payments of a run that the bank was told, in the order of the file, each with whose account it goes into: a payee’s, or that of a budget. */
export async function listInstructed(
  reads: Reads,
  actor: Actor,
  payRunId: string,
): Promise<{ id: string; ownerId: string; reference: string; amountPence: Pence }[]> {
  const rows = await reads
    .selectFrom('payment')
    .select(['payment_id', 'payee_id', 'case_id', 'reference', 'amount_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('pay_run_id', '=', payRunId)
    .where('instructed_at', 'is not', null)
    .orderBy('payment_id')
    .execute()
  return rows.map((row) => ({
    id: row.payment_id,
    ownerId: row.payee_id ?? row.case_id,
    reference: row.reference,
    amountPence: row.amount_pence,
  }))
}

/** Takes payments back that no bank was told of: they leave their run. */
export async function setTakenBack(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('payment')
    .set({ pay_run_id: null, held_before: null, instructed_at: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payment_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('settled_at', 'is', null)
    .execute()
}
