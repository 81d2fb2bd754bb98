import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'

/** Cases with a payment to a payee that no bank knows of, for days of which some come before an agreement begins, or after it ends. */
export async function listCasesAcross(
  reads: Reads,
  actor: Actor,
  { payeeId, from, until }: { readonly payeeId: string; readonly from: LocalDate; readonly until: LocalDate },
  { after, most }: { readonly after: string | undefined; readonly most: number },
): Promise<string[]> {
  const rows = await reads
    .selectFrom('payment')
    .select('case_id')
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', payeeId)
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('from_on', '<', from), eb('until_on', '>=', from)]),
        eb.and([eb('from_on', '<=', until), eb('until_on', '>', until)]),
        eb('until_on', '<', from),
      ]),
    )
    .$if(after !== undefined, (query) => query.where('case_id', '>', after ?? ''))
    .orderBy('case_id')
    .limit(most)
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** Cancels what is planned of a case for its crises and no bank knows of, and gives it by its line. What the bank could not pay waits on for somebody to look at it. */
export async function cancelOfCrises(
  tx: Tx,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<{ caseId: string; planLineId: string; pence: Pence }[]> {
  const rows = await tx
    .updateTable('payment')
    .set({ cancelled_at: now, cancelled_because: 'schedule-changed', pay_run_id: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'crisis')
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where((eb) => eb.or([eb('hold_reason', 'is', null), eb('hold_reason', '<>', 'failed-before')]))
    .returning(['plan_line_id', 'amount_pence'])
    .execute()
  return rows.map((row) => ({ caseId, planLineId: row.plan_line_id, pence: row.amount_pence }))
}
