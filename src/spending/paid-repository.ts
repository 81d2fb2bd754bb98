import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Whether anything was bought from the lines of a plan that was not reversed since and waits for no payment, or anything was paid. */
export async function hasStandingPurchase(reads: Reads, actor: Actor, supportPlanId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('purchase as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select('p.purchase_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.reversed_at', 'is', null)
    // What somebody laid out, or a provider gave, is no payment until they are paid for it; however the line is held since.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('payment as y')
            .select('y.payment_id')
            .where('y.commissioner_id', '=', theTenant)
            .whereRef('y.purchase_id', '=', 'p.purchase_id')
            .where('y.paid_on', 'is', null)
            .where('y.cancelled_at', 'is', null)
            .where('y.failure', 'is', null),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined || (await hasPaid(reads, actor, supportPlanId))
}

async function hasPaid(reads: Reads, actor: Actor, supportPlanId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select('p.payment_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.paid_on', 'is not', null)
    // What the person is paid for what they laid out is in their hands also where that is taken back.
    .where((eb) =>
      eb.or([
        eb('p.purpose', '<>', 'owed'),
        eb('p.owed_for_days', '=', true),
        eb.and([eb('p.purchase_id', 'is not', null), eb('p.payee_id', 'is', null)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
