import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { momentsOf } from '../rules/progress.ts'
import { mostAbove } from '../rules/sign-off.ts'
import type { LockedCase } from './case.ts'

/** Whether a running clock of the case is past its day and was reported. A clock that the same operation stops is stopped before. */
export function isReported(commissionerId: string, caseId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from clock k where k.commissioner_id = ${commissionerId} and k.case_id = ${caseId}
    and k.stopped_on is null and k.paused_on is null and k.due_on < current_day() and k.quiet_until = 'infinity')`
}

/** Has the case wait for the commissioner too, beside whoever it waits for. */
export async function addCommissionerToWaiting(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({ waiting_for: sql`array_append(waiting_for, 'commissioner-officer')`, version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`'commissioner-officer' <> all (waiting_for)`)
    .execute()
}

/**
 * Has the case wait for the commissioner no longer, once what was late is done, unless something else is late, it is the commissioner's
 * own turn, or a plan has nobody else to decide on it.
 */
export async function releaseCommissioner(tx: Tx, { commissionerId }: Actor, the: LockedCase): Promise<void> {
  const sitsAt = the.rules.tiers.filter(({ heldBy }) => heldBy.includes('commissioner-officer')).map(({ tier }) => tier)
  await tx
    .updateTable('budget_case')
    .set({ waiting_for: sql`array_remove(waiting_for, 'commissioner-officer')`, version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', the.id)
    .where(sql<boolean>`'commissioner-officer' = any (waiting_for)`)
    .where(sql<boolean>`moment <> all (${momentsOf('commissioner-officer')}::text[])`)
    .where(sql<boolean>`(tier is null or tier <> all (${sitsAt}::text[]))`)
    .where(({ not }) => not(isReported(commissionerId, the.id)))
    .where(({ not }) => not(isStuck(commissionerId, the)))
    .execute()
}

/** Whether a plan is with somebody who decides alone, has declared a conflict of interest, and has nobody above. */
function isStuck(commissionerId: string, { id, tier, rules }: LockedCase): RawBuilder<SqlBool> {
  const at = rules.tiers.find((known) => known.tier === tier)
  if (!at || at.quorum !== null) return sql<SqlBool>`false`
  return sql<SqlBool>`exists (select from support_plan p
    join conflict_of_interest i on i.commissioner_id = p.commissioner_id and i.support_plan_id = p.support_plan_id
    where p.commissioner_id = ${commissionerId} and p.case_id = ${id} and p.status = 'awaiting-decision' and p.tier = ${at.tier}
      and p.total_pence > ${mostAbove(rules, at.tier, ['conflict-of-interest'])} and i.standing = any(${[...at.heldBy]}::text[]))`
}
