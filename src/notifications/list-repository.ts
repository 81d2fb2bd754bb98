import { type Selectable, sql } from 'kysely'
import { findCase } from '../case-access/repository.ts'
import type { Database } from '../database/tables.ts'
import { actsForPerson } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Notification } from './schemas.ts'

const toNotification = (row: Selectable<Database['notification']>): Notification => ({
  id: row.notification_id,
  kind: row.kind,
  caseId: row.case_id,
  to: row.actor_id === null ? 'person' : 'member',
  state: row.status,
  fault: row.fault,
  channel: row.channel,
  messageId: row.message_id,
  madeAt: row.made_at.toISOString(),
  dueAt: row.status === 'waiting' ? row.due_at.toISOString() : null,
  settledAt: row.settled_at?.toISOString() ?? null,
})

const aPage = (reads: Reads, { commissionerId }: Actor, page: PageRequest) =>
  reads
    .selectFrom('notification')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .$if(page.after !== undefined, (query) => query.where('notification_id', '<', page.after ?? ''))
    .orderBy('notification_id', 'desc')
    .limit(page.limit + 1)

/** One row more than a page, newest first, of what the actor was told: as the person whom they sign in as, and by their account. */
export async function listOwn(reads: Reads, actor: Actor, page: PageRequest): Promise<Notification[]> {
  const person = sql<string>`(select s.person_id from sign_in s where s.commissioner_id = ${theTenant} and s.subject = ${actor.actorId} and s.ended_at is null limit 1)`
  const [asPerson, byAccount] = await Promise.all([
    aPage(reads, actor, page).where('actor_id', 'is', null).where('person_id', '=', person).execute(),
    // That it is over would tell a member that the person keeps them from it.
    aPage(reads, actor, page)
      .where('actor_id', '=', actor.actorId)
      .where((eb) => eb.or([eb('fault', 'is', null), eb('fault', '<>', 'over')]))
      .execute(),
  ])
  return [...asPerson, ...byAccount]
    .map(toNotification)
    .sort((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, page.limit + 1)
}

/** A case, but for who acts or speaks for its person with whichever account: what was told of it can tell of them. */
export async function findCaseOfOthers(reads: Reads, actor: Actor, caseId: string) {
  const found = await findCase(reads, actor, caseId)
  return found && !(await actsForPerson(reads, actor, found.personId)) ? found : undefined
}

/** One row more than a page, newest first, of what anybody was told of a case. */
export async function listOfCase(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Notification[]> {
  const rows = await aPage(reads, actor, page).where('case_id', '=', caseId).execute()
  return rows.map(toNotification)
}
