import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

const forPurchase = sql`from payment y where y.commissioner_id = ${theTenant} and y.purchase_id = p.purchase_id
  and y.cancelled_at is null and y.failure is null`
/** What shows that a purchase was paid from money that somebody held: its receipt, that somebody else accepted its loss, or what the card issuer says. */
const isShown = sql<boolean>`(exists (select from receipt r where r.commissioner_id = ${theTenant} and r.purchase_id = p.purchase_id)
  or exists (select from receipt_loss x where x.commissioner_id = ${theTenant} and x.purchase_id = p.purchase_id and x.accepted_at is not null)
  or exists (select from card_feed_line f where f.commissioner_id = ${theTenant} and f.purchase_id = p.purchase_id and f.amount_pence > 0))`

/**
 * The day on which money first reached the person or their provider by a plan, as far as that stands; undefined where none has. The one place where it is said. What somebody typed and nothing
 * shows reached nobody yet, and neither did what is still to be paid to whoever laid it out or gave it.
 */
export async function findFirstPaid(reads: Reads, actor: Actor, supportPlanId: string): Promise<LocalDate | undefined> {
  const [bought, paid] = await Promise.all([
    findFirstBought(reads, actor, supportPlanId),
    findFirstMade(reads, actor, supportPlanId),
  ])
  return [bought, paid].filter((day) => day !== undefined).sort()[0]
}

/** What was bought and stands: by the payment of it, where it has one, however the line is held since; else of the day on which it was bought. */
async function findFirstBought(reads: Reads, actor: Actor, supportPlanId: string): Promise<LocalDate | undefined> {
  const row = await reads
    .selectFrom('purchase as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(sql<LocalDate | null>`min(coalesce((select min(y.paid_on) ${forPurchase}), p.bought_on))::text`.as('day'))
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .where('p.reversed_at', 'is', null)
    .where(sql<boolean>`not exists (select ${forPurchase} and y.paid_on is null)`)
    .where(sql<boolean>`(exists (select ${forPurchase}) or ${isShown})`)
    .executeTakeFirst()
  return row?.day ?? undefined
}

/** What was paid for days, or to the person. */
async function findFirstMade(reads: Reads, actor: Actor, supportPlanId: string): Promise<LocalDate | undefined> {
  const row = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select(sql<LocalDate | null>`min(p.paid_on)::text`.as('day'))
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
    .executeTakeFirst()
  return row?.day ?? undefined
}
