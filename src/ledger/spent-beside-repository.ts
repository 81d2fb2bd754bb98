import { sql } from 'kysely'
import type { Belonging } from '../case-access/case.ts'
import { caseIdOf } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { ElementsLeft } from '../rules/planning/elements.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { Account } from './book-repository.ts'

/**
 * Each line of the person's other plans in the scheme, in whatever case, with what of it is gone from the budget in force: what was spent in its period, is on its way to them, in their hands or was
 * recovered. What crises took is the reserve's, what came over is of the period before, and what is paid back for waiting is beside every budget. A one-off budget is one for its case.
 */
function linesBeside(reads: Reads, actor: Actor, of: string | Belonging, supportPlanId: string) {
  const bought = sql<Pence>`(select coalesce(sum(p.amount_pence - p.reversed_pence), 0) from purchase p
    where p.commissioner_id = ${theTenant} and p.case_id = o.case_id and p.plan_line_id = l.plan_line_id and p.reversed_at is null
    and (p.bought_on >= b.period_from or k.method = 'one-off' and o.case_id = c.case_id))`
  // What a provider was paid by its schedule has no purchase, nor has what an appeal gave back by a payment of its own.
  const onItsWay = (kinds: readonly Account['kind'][]) =>
    sql<Pence>`case when s.period_from >= b.period_from or k.method = 'one-off' and o.case_id = c.case_id then greatest(0,
    (select coalesce(sum(a.balance_pence), 0) from account a where a.commissioner_id = ${theTenant}
      and a.holder_id = l.plan_line_id and a.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))}))
    - (select coalesce(sum(p.amount_pence - p.reversed_pence), 0) from purchase p where p.commissioner_id = ${theTenant}
      and p.case_id = o.case_id and p.plan_line_id = l.plan_line_id and p.reversed_at is null)) else 0 end`
  const gone = (kinds: readonly Account['kind'][]) =>
    sql<Pence>`greatest(0, ${bought} + ${onItsWay(kinds)} - l.crisis_pence - l.carried_pence)::bigint`
  const spentKinds = ['pending', 'recovered', 'owed', 'paying', 'spent'] as const
  return reads
    .selectFrom('budget_case as c')
    .innerJoin('indicative_budget as b', (join) =>
      join
        .on('b.commissioner_id', '=', theTenant)
        .onRef('b.case_id', '=', 'c.case_id')
        .on('b.superseded_at', 'is', null),
    )
    .innerJoin('budget_calculation as k', (join) =>
      join.on('k.commissioner_id', '=', theTenant).onRef('k.budget_calculation_id', '=', 'b.budget_calculation_id'),
    )
    .innerJoin('budget_case as o', (join) =>
      join
        .on('o.commissioner_id', '=', theTenant)
        .onRef('o.person_id', '=', 'c.person_id')
        .onRef('o.scheme_id', '=', 'c.scheme_id'),
    )
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.case_id', '=', 'o.case_id'),
    )
    .innerJoin('support_plan as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.support_plan_id', '=', 'l.support_plan_id'),
    )
    .select([
      'l.plan_line_id as id',
      'l.element',
      gone([...spentKinds, 'held']).as('pence'),
      gone(spentKinds).as('beside_held'),
    ])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.case_id', '=', caseIdOf(actor, of))
    .where('l.support_plan_id', '<>', supportPlanId)
    .where('l.pays_back', '=', false)
}

/** What of the budget in force is gone by other plans, in all and, where it has two elements, of each. */
interface SpentBeside {
  readonly pence: Pence
  readonly ofElements: ElementsLeft
}

/** What of the budget in force is gone by the person's other plans in the scheme. It counts towards every limit. */
export async function sumSpentBeside(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
  supportPlanId: string,
): Promise<SpentBeside> {
  const row = await reads
    .selectFrom(linesBeside(reads, actor, of, supportPlanId).as('x'))
    .select([
      sql<Pence>`coalesce(sum(x.pence), 0)::bigint`.as('pence'),
      sql<Pence>`coalesce(sum(x.pence) filter (where x.element = 'health'), 0)::bigint`.as('health'),
      sql<Pence>`coalesce(sum(x.pence) filter (where x.element = 'social-care'), 0)::bigint`.as('social'),
    ])
    .executeTakeFirstOrThrow()
  return { pence: row.pence, ofElements: { health: row.health, 'social-care': row.social } }
}

/** What of that is in the person's hands, line by line: what of a line is held and not here is gone from no budget that is in force. */
export async function listHeldBeside(
  reads: Reads,
  actor: Actor,
  caseId: string,
  supportPlanId: string,
): Promise<ReadonlyMap<string, Pence>> {
  const rows = await reads
    .selectFrom(linesBeside(reads, actor, caseId, supportPlanId).as('x'))
    .select(['x.id', sql<Pence>`x.pence - x.beside_held`.as('pence')])
    .where(sql<boolean>`x.pence > x.beside_held`)
    .execute()
  return new Map(rows.map(({ id, pence }) => [id, pence]))
}

/**
 * The likely double by which a person may have an agreed budget under another record, or had one: its case has ended and its period goes on, so that
 * it can be open again, or something was bought from it since this budget began. Whoever agrees something for two such records at once waits here, so
 * that the second sees what was agreed for the first.
 */
export async function findDoubleWithBudget(
  tx: Tx,
  actor: Actor,
  { id, personId }: { readonly id: string; readonly personId: string },
  today: LocalDate,
): Promise<string | undefined> {
  const open = tx
    .selectFrom('likely_double as d')
    .select('d.likely_double_id')
    .where('d.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb.or([eb('d.first_person_id', '=', personId), eb('d.second_person_id', '=', personId)]))
    .where('d.settled_at', 'is', null)
    .orderBy('d.likely_double_id')
  const began = sql`coalesce((select b.period_from from indicative_budget b where b.commissioner_id = ${theTenant}
    and b.case_id = ${id} and b.superseded_at is null), ${today}::date)`
  const lock = open.forNoKeyUpdate()
  const withBudget = open
    .where(
      sql<boolean>`exists (select from budget_case c join support_plan p on p.commissioner_id = ${theTenant} and p.case_id = c.case_id
        where c.commissioner_id = ${theTenant}
          and (p.status in ('agreed', 'active') or p.status = 'ended' and coalesce(p.period_until >= ${today}, true)
            or exists (select from purchase s where s.commissioner_id = ${theTenant} and s.case_id = c.case_id
              and s.reversed_at is null and s.bought_on >= ${began}))
          and c.person_id = case d.first_person_id when ${personId} then d.second_person_id else d.first_person_id end)`,
    )
    .limit(1)
  const [, row] = await Promise.all([lock.execute(), withBudget.executeTakeFirst()])
  return row?.likely_double_id
}
