import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Who imported what the bank said of a payment, and whether that it failed, held against others. */
export async function lockResult(
  tx: Tx,
  actor: Actor,
  reference: string,
): Promise<{ readonly importedBy: string; readonly failure: string | null } | undefined> {
  const row = await tx
    .selectFrom('pay_run_result')
    .select(['imported_by', 'failure'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst()
  return row && { importedBy: row.imported_by, failure: row.failure }
}

/** Keeps that a payment which was imported as failed was made, and what was imported. */
export async function setCorrected(
  tx: Tx,
  actor: Actor,
  reference: string,
  { paidOn, because }: { readonly paidOn: LocalDate; readonly because: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('pay_run_result')
    .set((eb) => ({
      ...{ paid_on: paidOn, failure: null, failure_before: eb.ref('failure') },
      ...{ corrected_by: actor.actorId, corrected_because: because, corrected_at: now },
    }))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('reference', '=', reference)
    .where('failure', 'is not', null)
    .execute()
}
