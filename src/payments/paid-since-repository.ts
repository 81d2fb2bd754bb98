import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PaidForDays } from '../rules/payments/part-until.ts'
import { isOfSchedule, paymentPurposes } from '../rules/payments/planned.ts'

/** What the bank was told to pay from the lines of a plan since an instant, or is owed since then, for days of their schedules: by the key of the line. */
export async function listPaidSince(
  reads: Reads,
  actor: Actor,
  { caseId, supportPlanId }: { readonly caseId: string; readonly supportPlanId: string },
  since: Date,
): Promise<ReadonlyMap<string, readonly PaidForDays[]>> {
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(['l.key', 'p.from_on as from', 'p.until_on as until', 'p.amount_pence as amountPence'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.cancelled_at', 'is', null)
    .where('p.failure', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('p.purpose', 'in', paymentPurposes.filter(isOfSchedule)), eb('p.instructed_at', '>', since)]),
        eb.and([eb('p.owed_for_days', '=', true), eb('p.planned_at', '>', since)]),
      ]),
    )
    .execute()
  return Map.groupBy(rows, ({ key }) => key)
}
