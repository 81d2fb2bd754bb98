import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { OpeningTask } from '../rules/access/openings.ts'
import { groundOfEverybody } from './grounds-repository.ts'
import { canBeNamed, isOpened } from './places-repository.ts'

/**
 * That the actor sees, by what they see of everybody, the person whom a row of a list is of; nobody's where they see nothing of everybody. Each
 * list of a tenant's people asks it, so that a record that is kept to its team is in none of them; but in a list of what is done for a task, where it
 * is opened to the actor for that.
 */
export function isSeenOfEverybody(
  actor: Actor,
  personId: RawBuilder<unknown>,
  task?: OpeningTask,
): RawBuilder<SqlBool> {
  const asked = asking(actor)
  const everybody = groundOfEverybody(asked)
  if (!everybody) return sql`false`
  if (everybody.evenRestricted) return sql`true`
  const named = task && canBeNamed(asked, task) ? sql`or ${isOpened(personId, [task], asked)}` : sql``
  return sql`(not exists (select from person o join record_restriction x on x.commissioner_id = ${theTenant}
    and x.person_id in (o.person_id, o.joined_into) and x.lifted_at is null
    where o.commissioner_id = ${actor.commissionerId} and o.person_id = ${personId}) ${named})`
}
