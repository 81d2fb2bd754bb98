import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Waited } from '../rules/progress.ts'

/**
 * In which of these roles the actor is waited for by an appeal on the case `c`, to decide it or to say whether it is heard; null where
 * none is. Who reviews is data of the rules that the decision was made under, as its letter told them, and an appeal waits for them also
 * where the case has ended. It never waits for who made the decision, or decided an earlier appeal against it.
 */
export function heardBy({ actorId }: Actor, roles: readonly Waited[]): RawBuilder<Waited | null> {
  return sql`(select role from appeal a
    join decision d on d.commissioner_id = a.commissioner_id and d.decision_id = a.decision_id and d.decided_by <> ${actorId}
    join scheme_version s on s.commissioner_id = a.commissioner_id and s.scheme_id = c.scheme_id and s.version = d.scheme_version
    join unnest(${[...roles]}::text[]) role on (s.rules -> 'appeals' -> 'reviewers')::jsonb ? role
    where a.commissioner_id = c.commissioner_id and a.case_id = c.case_id and a.status in ('awaiting-acceptance', 'lodged')
      and not exists (select from appeal e
        join decision o on o.commissioner_id = e.commissioner_id and o.decision_id = e.outcome_decision_id
        where e.commissioner_id = a.commissioner_id and e.decision_id = a.decision_id and o.decided_by = ${actorId}) limit 1)`
}
