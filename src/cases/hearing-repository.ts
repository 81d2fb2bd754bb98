import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Waited } from '../rules/progress.ts'

/**
 * In which of these roles the actor is waited for by an appeal on the case `c`; null where none is. Who reviews is data of the rules
 * that the case is under, and an appeal waits for them also where the case has ended. It never waits for who made the decision.
 */
export function heardBy({ actorId }: Actor, roles: readonly Waited[]): RawBuilder<Waited | null> {
  return sql`(select role from appeal a
    join decision d on d.commissioner_id = a.commissioner_id and d.decision_id = a.decision_id and d.decided_by <> ${actorId}
    join scheme_version s on s.commissioner_id = a.commissioner_id and s.scheme_id = c.scheme_id and s.version = c.scheme_version
    join unnest(${[...roles]}::text[]) role on (s.rules -> 'appeals' -> 'reviewers')::jsonb ? role
    where a.commissioner_id = c.commissioner_id and a.case_id = c.case_id and a.status = 'lodged' limit 1)`
}
