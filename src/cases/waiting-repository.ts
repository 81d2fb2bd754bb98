import { sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import type { Waited } from '../rules/progress.ts'
import type { Case } from './case.ts'
import { heardBy } from './hearing-repository.ts'
import { isAmongOwn } from './own-cases-repository.ts'
import { waitsForHolder } from './standing-in-repository.ts'
import { toCase, visibleCases } from './visible-repository.ts'

/** A case that waits for the actor, and whose place they take there where it waits for a holder whose deputy they are. */
export interface WaitingCase extends Case {
  /** The role in which an appeal on it waits for the actor. */
  readonly hears: Waited | null
  readonly holder: { readonly standing: string; readonly holderName: string } | null
}

/** Whether the actor acts for a person who does not sign in: what waits for the person then waits for them. */
function standsInForPerson(actor: Actor) {
  return sql<boolean>`exists (select from case_member m where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id
    and m.actor_id = ${actor.actorId} and m.capacity = 'representative' and m.left_at is null
    and not exists (select from case_member p where p.commissioner_id = m.commissioner_id and p.case_id = m.case_id
      and p.capacity = 'person' and p.left_at is null))`
}

/** One row more than a page of the visible cases that wait for one of these, newest first: those in flight, and those with an appeal to hear. */
export async function listCasesWaitingFor(
  reads: Reads,
  actor: Actor,
  roles: readonly Waited[],
  page: PageRequest,
): Promise<WaitingCase[]> {
  const holder = actor.permissions.has('plan:decide') ? waitsForHolder(actor) : sql<WaitingCase['holder']>`null::json`
  const hears = heardBy(actor, roles)
  const waits = sql<boolean>`(c.ended_at is null and (c.waiting_for && ${[...roles]}::text[] or c.waiting_for && array(select m.capacity::text from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${actor.actorId} and m.left_at is null)
    or 'person' = any(c.waiting_for) and ${standsInForPerson(actor)}
    or ${holder} is not null) or ${hears} is not null)`
  const rows = await visibleCases(reads, actor)
    .select([holder.as('holder'), hears.as('hears')])
    .where(isAmongOwn(actor))
    .where(waits)
    .$if(page.after !== undefined, (query) => query.where('c.case_id', '<', page.after ?? ''))
    .orderBy('c.case_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toCase(row), holder: row.holder, hears: row.hears }))
}
