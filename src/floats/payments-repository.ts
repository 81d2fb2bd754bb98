import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { lettersOfReference } from '../rules/payments/reference.ts'
import type { LocalDate } from '../shared/dates.ts'
import { maySee } from './repository.ts'
import type { FloatPayment } from './schemas.ts'

/** What is kept beside what is told: who recorded it first. */
export type KeptFloatPayment = FloatPayment & { readonly recordedBy: string }

const toPayment = (row: Selectable<Database['float_payment']>): FloatPayment => ({
  id: row.float_payment_id,
  organisationId: row.organisation_id,
  kind: row.kind === 'float-return' ? 'return' : 'deposit',
  amountPence: row.amount_pence,
  paidOn: row.paid_on,
  reference: row.reference,
  recordedAt: row.recorded_at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
})

/** What stands: what who recorded it corrected before anybody confirmed it does not. */
const paymentsOf = (reads: Reads, { commissionerId }: Actor, organisationId: string) =>
  reads
    .selectFrom('float_payment')
    .where('commissioner_id', '=', commissionerId)
    .where('organisation_id', '=', organisationId)
    .where('replaced_at', 'is', null)

/** The day of the first deposit that two recorded; null while there is none. */
export async function findFirstDeposit(reads: Reads, actor: Actor, organisationId: string): Promise<LocalDate | null> {
  const { day } = await paymentsOf(reads, actor, organisationId)
    .where('kind', '=', 'float-deposit')
    .where('confirmed_at', 'is not', null)
    .select((eb) => eb.fn.min('paid_on').as('day'))
    .executeTakeFirstOrThrow()
  return day
}

/** What stands of this kind that the bank calls the same, however it is written. The organisation is locked: nobody else confirms or corrects it meanwhile. */
export async function findStanding(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  { kind, reference }: Pick<FloatPayment, 'kind' | 'reference'>,
): Promise<KeptFloatPayment | undefined> {
  const row = await paymentsOf(tx, actor, organisationId)
    .selectAll()
    .where('kind', '=', `float-${kind}`)
    .where('reference_letters', '=', lettersOfReference(reference))
    .executeTakeFirst()
  return row && { ...toPayment(row), recordedBy: row.recorded_by }
}

const update = (tx: Tx, { commissionerId }: Actor, id: string) =>
  tx.updateTable('float_payment').where('commissioner_id', '=', commissionerId).where('float_payment_id', '=', id)

/** A second officer recorded the same. */
export async function setConfirmed(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await update(tx, actor, id).set({ confirmed_by: actor.actorId, confirmed_at: now }).execute()
}

/** Who recorded it first corrects it: what was there stays, and stands no more. */
export async function setReplaced(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await update(tx, actor, id).set({ replaced_at: now }).execute()
}

export async function insertPayment(tx: Tx, actor: Actor, payment: FloatPayment): Promise<void> {
  await tx
    .insertInto('float_payment')
    .values({
      commissioner_id: actor.commissionerId,
      float_payment_id: payment.id,
      organisation_id: payment.organisationId,
      kind: `float-${payment.kind}`,
      amount_pence: payment.amountPence,
      paid_on: payment.paidOn,
      reference: payment.reference,
      reference_letters: lettersOfReference(payment.reference),
      recorded_by: actor.actorId,
      recorded_at: new Date(payment.recordedAt),
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listPayments(
  reads: Reads,
  actor: Actor,
  organisationId: string,
  page: PageRequest,
): Promise<FloatPayment[]> {
  if (!maySee(actor, organisationId)) return []
  const rows = await paymentsOf(reads, actor, organisationId)
    .selectAll()
    .$if(page.after !== undefined, (query) => query.where('float_payment_id', '<', page.after ?? ''))
    .orderBy('float_payment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPayment)
}
