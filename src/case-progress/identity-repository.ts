import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/** Everybody who registered the person of the case `c`, opened it, was on its team, planned the money or decided on it: whoever they are now. */
const involvedIn = sql`(select p.registered_by as actor_id from person p where p.commissioner_id = c.commissioner_id and p.person_id = c.person_id
  union all select o.opened_by from case_opening o where o.commissioner_id = c.commissioner_id and o.case_id = c.case_id
  union all select m.actor_id from case_member m where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id
  union all select a.assessor_id from needs_assessment a where a.commissioner_id = c.commissioner_id and a.case_id = c.case_id
  union all select k.calculated_by from budget_calculation k where k.commissioner_id = c.commissioner_id and k.case_id = c.case_id
  union all select b.adopted_by from indicative_budget b where b.commissioner_id = c.commissioner_id and b.case_id = c.case_id
  union all select unnest(s.author_ids) from support_plan s where s.commissioner_id = c.commissioner_id and s.case_id = c.case_id
  union all select v.actor_id from support_plan s cross join lateral (select v.actor_id from vote v
      where v.commissioner_id = s.commissioner_id and v.support_plan_id = s.support_plan_id offset 0) v
    where s.commissioner_id = c.commissioner_id and s.case_id = c.case_id
  union all select d.decided_by from decision d where d.commissioner_id = c.commissioner_id and d.case_id = c.case_id and d.subject = 'support-plan')`

const takesPart = (human: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from ${involvedIn} t where human_of(c.commissioner_id, t.actor_id) = ${human})`

/**
 * Whether somebody has confirmed who the person of the case `c` is who has no other part in it, by the human behind the account. The one place
 * where that is said: who confirms first and takes a part later counts no more.
 */
export const identityConfirmed = sql<boolean>`exists (select from identity_confirmation i
  where i.commissioner_id = c.commissioner_id and i.person_id = c.person_id and i.ended_at is null
    and not ${takesPart(sql`human_of(i.commissioner_id, i.confirmed_by)`)})`

export async function isIdentityConfirmed(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('budget_case as c')
    .select(identityConfirmed.as('confirmed'))
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirst()
  return row?.confirmed ?? false
}

/** Whether the actor registered the person, or takes part in a case of theirs. */
export async function takesPartWith(reads: Reads, actor: Actor, personId: string): Promise<boolean> {
  const human = sql`human_of(${actor.commissionerId}, ${actor.actorId})`
  const row = await reads
    .selectFrom('person as p')
    .select(
      sql<boolean>`human_of(p.commissioner_id, p.registered_by) = ${human} or exists (select from budget_case c
        where c.commissioner_id = p.commissioner_id and c.person_id = p.person_id and ${takesPart(human)})`.as(
        'involved',
      ),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.person_id', '=', personId)
    .executeTakeFirst()
  return row?.involved ?? false
}
