import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { identityConfirmed, takesPart, whoChanged } from './facts-repository.ts'

/** Whether the name, number or birth of the person was changed since a moment, and nobody independent has confirmed who they are as it is now. */
export async function isUnconfirmedSince(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
  since: Date,
): Promise<boolean> {
  const row = await reads
    .selectFrom('budget_case as c')
    .select('c.case_id')
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .where(
      sql<SqlBool>`exists (select from recorded_identity r where r.commissioner_id = ${theTenant}
        and r.person_id = any(array(select c.person_id union all select p.person_id from person p
          where p.commissioner_id = ${theTenant} and p.joined_into = c.person_id))
        and r.version > 1 and r.recorded_at > ${since}) and not ${identityConfirmed}`,
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the actor registered the person or changed who they are, or takes part in a case of theirs. */
export async function takesPartWith(reads: Reads, actor: Actor, personId: string): Promise<boolean> {
  const human = humanOf(sql`${actor.actorId}`)
  const row = await reads
    .selectFrom('person as p')
    .select(
      sql<boolean>`${humanOf('p.registered_by')} = ${human}
        or exists (select from (${whoChanged('p')}) h where ${humanOf('h.actor_id')} = ${human})
        or exists (select from budget_case c
        where c.commissioner_id = ${theTenant} and c.person_id = p.person_id and ${takesPart(human)})`.as('involved'),
    )
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.person_id', '=', personId)
    .executeTakeFirst()
  return row?.involved ?? false
}
