import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { GoneSince } from '../rules/spending/gone-since.ts'

/**
 * What went of each line of a plan since an instant, by its key: moves between its own accounts, from what the commissioner has of it to what is bought, owed, with the bank, in hand or recovered, less what
 * came back. What was bought with money in hand is no such move; nor is what went on to the line in hand, which comes by the funding.
 */
export async function listGoneSince(
  reads: Reads,
  actor: Actor,
  { caseId, supportPlanId }: { readonly caseId: string; readonly supportPlanId: string },
  since: Date,
): Promise<ReadonlyMap<string, GoneSince>> {
  const isGone = sql.raw(`in ('pending', 'held', 'owed', 'paying', 'spent', 'recovered')`)
  const rows = await reads
    .selectFrom('plan_line as l')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('account as a')
          .select(sql<number>`coalesce(sum(a.balance_pence) filter (where a.kind ${isGone}), 0)::bigint`.as('used'))
          .where('a.commissioner_id', '=', theTenant)
          .whereRef('a.holder_id', '=', 'l.plan_line_id')
          .as('b'),
      (join) => join.onTrue(),
    )
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('ledger_entry as e')
          .innerJoin('ledger_posting as p', (join) =>
            join.on('p.commissioner_id', '=', theTenant).onRef('p.ledger_entry_id', '=', 'e.ledger_entry_id'),
          )
          .innerJoin(
            sql<{ line: string; pence: number; crisis: number }>`lateral (values
              (case when p.to_kind = 'reserve' then p.from_id else p.to_id end,
              case when p.from_id = p.to_id then (p.to_kind ${isGone})::int - (p.from_kind ${isGone})::int else 0 end * p.amount_pence,
              ((p.from_kind = 'reserve')::int - (p.to_kind = 'reserve')::int) * p.amount_pence))`.as<'x'>(
              sql`x(line, pence, crisis)`,
            ),
            (join) => join.onTrue(),
          )
          .select(['x.line'])
          .select(
            sql<number>`coalesce(sum(x.pence) filter (where e.kind in ('purchase', 'reversal', 'recovery')), 0)::bigint`.as(
              'bought',
            ),
          )
          .select(
            sql<number>`coalesce(sum(x.pence) filter (where e.kind not in ('purchase', 'reversal', 'recovery')), 0)::bigint`.as(
              'paid_out',
            ),
          )
          .select(sql<number>`sum(x.crisis)::bigint`.as('crisis'))
          .where('e.commissioner_id', '=', theTenant)
          .where('e.case_id', '=', caseId)
          .where('e.recorded_at', '>', since)
          .groupBy('x.line')
          .as('s'),
      (join) => join.onRef('s.line', '=', 'l.plan_line_id'),
    )
    .select(['l.key', 'l.crisis_pence', 'l.carried_pence', 'b.used', 's.bought', 's.paid_out', 's.crisis'])
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.support_plan_id', '=', supportPlanId)
    .execute()
  return new Map(
    rows.map((row) => [
      row.key,
      {
        usedPence: row.used,
        besidePence: row.crisis_pence + row.carried_pence,
        boughtPence: row.bought ?? 0,
        paidOutPence: row.paid_out ?? 0,
        besideSincePence: row.crisis ?? 0,
      },
    ]),
  )
}
