import { type Expression, sql } from 'kysely'
import { notRestricted } from '../case-access/places-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { WaitingClaim } from './schemas.ts'

/** So many say enough. */
const mostAlike = 20

interface Expense {
  readonly caseId: string | Expression<string>
  readonly spentOn: LocalDate | Expression<LocalDate>
  readonly amountPence: Pence | Expression<Pence>
  readonly but: string | Expression<string> | null
}

/** Who sees every case of the commissioner whose record is not restricted: to anybody else another case of the person is not there. */
const seesAll = ({ roles }: Actor) => roles.includes('commissioner-officer') || roles.includes('auditor')

/**
 * What else was bought or claimed for the same amount and day, on the case, and for who sees them all on all cases of the person: one expense may be paid as either, by another photo of its receipt or by none. Not what was
 * reversed, withdrawn or refused.
 */
export const alikeOf = (actor: Actor, { caseId, spentOn, amountPence, but }: Expense) => sql<
  WaitingClaim['alike']
>`coalesce((
    select json_agg(json_build_object('kind', x.kind, 'id', x.id) order by x.id) from (
      select e.* from budget_case c
      join budget_case o on o.commissioner_id = ${theTenant} and o.person_id = c.person_id
        and (o.case_id = c.case_id ${seesAll(actor) ? sql`or ${notRestricted}` : sql``})
      cross join lateral (
        select 'purchase' as kind, p.purchase_id as id from purchase p where p.commissioner_id = ${theTenant} and p.case_id = o.case_id
          and p.bought_on = ${spentOn} and p.amount_pence = ${amountPence} and p.reversed_at is null
        union all select 'waiting-claim', m.waiting_claim_id from waiting_claim m where m.commissioner_id = ${theTenant} and m.case_id = o.case_id
          and m.spent_on = ${spentOn} and m.amount_pence = ${amountPence} and m.status not in ('withdrawn', 'refused')
          and m.waiting_claim_id is distinct from ${but}::uuid) e
      where c.commissioner_id = ${theTenant} and c.case_id = ${caseId}
      order by e.id limit ${sql.lit(mostAlike)}) x), '[]')`

/** The same for one that is not kept yet. */
export async function listAlike(
  reads: Reads,
  actor: Actor,
  expense: { readonly caseId: string; readonly spentOn: LocalDate; readonly amountPence: Pence },
): Promise<WaitingClaim['alike']> {
  const row = await reads
    .selectFrom('budget_case as b')
    .select(alikeOf(actor, { ...expense, but: null }).as('alike'))
    .where('b.commissioner_id', '=', actor.commissionerId)
    .where('b.case_id', '=', expense.caseId)
    .executeTakeFirst()
  return row?.alike ?? []
}
