import { sql } from 'kysely'
import { takenForDead } from '../people/safe-contact-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Untold } from './keep-outcomes.ts'
import { hoursBetweenAsking } from './limits.ts'

/** The letters that somebody was told of since an instant, by a message that a server took. */
const sentSince = (since: Date) => sql<boolean>`n.commissioner_id = ${theTenant} and n.status = 'sent'
  and n.actor_id is null and n.decision_id is not null and n.settled_at > ${since}::timestamptz`

/** Whether it is time to ask about letters of the tenant that were told of since an instant; nobody else asks for an hour then. */
export async function claimAsking(tx: Tx, since: Date, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - hoursBetweenAsking * 3_600_000)
  const { rows } = await sql`update notification_reading set failures_asked_at = ${now}::timestamptz
    where commissioner_id = ${theTenant} and (failures_asked_at is null or failures_asked_at <= ${before}::timestamptz)
      and exists (select from notification n where ${sentSince(since)})
    returning 1 as claimed`.execute(tx)
  return rows.length > 0
}

/** Of these messages, those that told of a letter since an instant. */
export async function listSentLetters(
  tx: Tx,
  since: Date,
  messageIds: readonly string[],
): Promise<(Omit<Untold, 'because'> & { readonly messageId: string })[]> {
  const { rows } = await sql<{ id: string; decisionId: string; caseId: string; messageId: string }>`
    select n.notification_id as id, n.decision_id as "decisionId", n.case_id as "caseId", n.message_id as "messageId" from notification n
    where ${sentSince(since)} and n.case_id is not null and n.message_id = any(${[...messageIds]}::text[])`.execute(tx)
  return rows
}

/** Whose the case is now, also where their record was joined into another since. */
const personOfCase = sql`(select c.person_id from budget_case c where c.commissioner_id = ${theTenant} and c.case_id = n.case_id)`

/** Keeps of what was told that it was not delivered, and gives of which: whether the letter is to be given still, or there is nobody to give it to, or somebody did. Their cases are locked. */
export async function setNotDelivered(
  tx: Tx,
  letters: readonly Untold[],
  now: Date,
): Promise<ReadonlyMap<string, 'over' | 'to-give'>> {
  if (letters.length === 0) return new Map()
  const { rows } = await sql<{ id: string; over: boolean }>`update notification n
    set status = 'not-sent', message_id = null, fault = o.because, settled_at = ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(letters)}::json) as o(id uuid, because notification_fault)
    where n.commissioner_id = ${theTenant} and n.notification_id = any(${letters.map(({ id }) => id)}::uuid[])
      and n.notification_id = o.id and n.status = 'sent'
    returning n.notification_id as id, (${takenForDead(personOfCase)} or exists (select from letter_delivery d
      where d.commissioner_id = ${theTenant} and d.decision_id = n.decision_id)) as over`.execute(tx)
  return new Map(rows.map(({ id, over }) => [id, over ? 'over' : 'to-give']))
}
