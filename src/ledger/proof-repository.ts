import { sql } from 'kysely'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { theTenant } from '../platform/database/slots.ts'
import { listTenants } from '../platform/database/tenants.ts'
import { type Difference, rowDifferences } from './rows-proof-repository.ts'
import { payerOfLine, wantedOfSources } from './sources-repository.ts'

const moved = sql`(select id, kind, sum(pence) as pence from (
    select from_id as id, from_kind as kind, -amount_pence as pence from ledger_posting where commissioner_id = ${theTenant}
    union all select to_id, to_kind, amount_pence from ledger_posting where commissioner_id = ${theTenant}) p group by id, kind)`

const differences = prepared(
  () => sql<Difference>`with moved as ${moved},
    had as (
      select l.support_plan_id as plan, ${payerOfLine} as payer, sum(greatest(0, b.pence - l.crisis_pence))::bigint as pence
      from plan_line l cross join lateral (select coalesce(sum(m.pence), 0) as pence from moved m where m.id = l.plan_line_id) b
      where l.commissioner_id = ${theTenant} group by 1, 2
      union all select distinct a.holder_id, null::account_kind, 0::bigint from account a where a.commissioner_id = ${theTenant} and a.weight is not null),
    ${wantedOfSources}
    select 'account' as what, a.holder_id as id, a.case_id as "caseId", a.balance_pence as kept, coalesce(m.pence, 0)::bigint as posted
      from account a left join moved m on m.id = a.holder_id and m.kind = a.kind
      where a.commissioner_id = ${theTenant} and a.balance_pence <> coalesce(m.pence, 0)
    union all
    select 'line', l.plan_line_id, l.case_id, case l.status when 'active' then l.agreed_pence + l.moved_pence + l.carried_pence + l.crisis_pence else 0 end, coalesce(sum(m.pence), 0)::bigint
      from plan_line l left join moved m on m.id = l.plan_line_id and (l.status = 'active' or m.kind in ('available', 'committed', 'returned'))
      where l.commissioner_id = ${theTenant}
      group by l.commissioner_id, l.plan_line_id, l.case_id, l.status, l.agreed_pence, l.moved_pence, l.carried_pence, l.crisis_pence
      having case l.status when 'active' then l.agreed_pence + l.moved_pence + l.carried_pence + l.crisis_pence else 0 end <> coalesce(sum(m.pence), 0)
    union all
    select 'reserve', r.support_plan_id, r.case_id, case when r.closed_on is null then r.set_aside_pence - r.drawn_pence else 0 end, coalesce(m.pence, 0)::bigint
      from crisis_reserve r left join moved m on m.id = r.support_plan_id and m.kind = 'reserve'
      where r.commissioner_id = ${theTenant}
      and case when r.closed_on is null then r.set_aside_pence - r.drawn_pence else 0 end <> coalesce(m.pence, 0)
    union all
    select 'sources', w.holder_id, w.case_id, w.gave, w.pence::bigint from wanted w where w.gave <> w.pence`,
)

const accounts = prepared(
  () => sql<{ accounts: number }>`select count(*)::int as accounts from account where commissioner_id = ${theTenant}`,
)

/**
 * Works out every balance anew from the postings, one tenant after the other, and gives what differs: an account from its balance, an open line from what
 * was agreed, moved, came over and what crises brought it, a closed one from nothing, a reserve from what is left of it, what each funder
 * gave for a plan from what its lines have of it; what a line has set aside, with the bank, owed, spent and in somebody's hands from its payments, purchases and what came back; and a float from what was paid
 * into it and bought of it.
 */
export async function* proveLedger(database: DatabaseAccess) {
  for (const { commissionerId, code } of await listTenants(database))
    yield await database.read({ commissionerId, actorId: 'ledger-proof' }, async (reads) => {
      const [[counted], different, ofRows] = await Promise.all([
        accounts(reads, {}),
        differences(reads, {}),
        rowDifferences(reads, {}),
      ])
      return { code, accounts: counted?.accounts ?? 0, different: [...different, ...ofRows] }
    })
}
