import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { NotificationChannel, NotificationFault, NotificationKind } from '../rules/notifications/kinds.ts'

/** Something that somebody took to tell. */
export interface Taken {
  readonly id: string
  readonly kind: NotificationKind
  readonly about: string
  readonly caseId: string | null
  readonly personId: string | null
  readonly actorId: string | null
  /** The letter that it says is ready. */
  readonly decisionId: string | null
  readonly bundled: boolean
  readonly attempts: number
  readonly failingSince: Date | null
  /** By which a try before is known; null where there was none. */
  readonly reference: string | null
}

/** So much is looked at to find what makes a few messages. What one recipient is told together stands together in it. */
const mostLookedAt = 500

/**
 * Takes what is due until an instant: as much as makes so many messages. What somebody else has is left to them until their time is over. The person is
 * the one whose record it is now, also where that was joined into another since.
 */
export async function takeDue(tx: Tx, messages: number, now: Date, until: Date): Promise<Taken[]> {
  const { rows } = await sql<{
    notification_id: string
    kind: NotificationKind
    about: string
    case_id: string | null
    person_id: string | null
    actor_id: string | null
    decision_id: string | null
    bundled: boolean
    attempts: number
    failing_since: Date | null
    reference: string | null
  }>`with due as (
      select n.notification_id, n.due_at,
        case when n.bundled then coalesce(n.actor_id, n.person_id::text) else n.notification_id::text end as message
      from notification n
      where n.commissioner_id = ${theTenant} and n.status = 'waiting' and n.due_at <= ${now}::timestamptz
        and (n.claimed_until is null or n.claimed_until <= ${now}::timestamptz)
      order by n.due_at, message, n.notification_id limit ${mostLookedAt}),
    messages as (select message from due group by message order by min(due_at), message limit ${messages}),
    taken as (update notification n set claimed_until = ${until}::timestamptz
      where n.commissioner_id = ${theTenant} and n.notification_id = any(array(select due.notification_id from due join messages using (message)))
      returning n.notification_id, n.kind, n.about, n.case_id, n.person_id, n.actor_id, n.decision_id, n.bundled, n.attempts, n.failing_since, n.reference)
    select taken.*, now_of.person_id from taken
      left join lateral (select coalesce(p.joined_into, p.person_id) as person_id from person p
        where p.commissioner_id = ${theTenant} and p.person_id = taken.person_id offset 0) now_of on true`.execute(tx)
  return rows
    .map((row) => ({
      ...{ id: row.notification_id, kind: row.kind, about: row.about, caseId: row.case_id, personId: row.person_id },
      ...{
        actorId: row.actor_id,
        decisionId: row.decision_id,
        bundled: row.bundled,
        attempts: row.attempts,
        failingSince: row.failing_since,
      },
      reference: row.reference,
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Keeps by which reference each is tried, before it is. */
export async function setReferences(
  tx: Tx,
  tried: readonly { readonly id: string; readonly reference: string }[],
): Promise<void> {
  const ids = tried.map(({ id }) => id)
  await sql`update notification n set reference = r.reference
    from json_to_recordset(${JSON.stringify(tried)}::json) as r(id uuid, reference uuid)
    where n.commissioner_id = ${theTenant} and n.notification_id = any(${ids}::uuid[]) and n.notification_id = r.id
      and n.reference is null`.execute(tx)
}

/** What became of something that was taken: it was sent, is not, or waits until an instant. */
export interface Outcome {
  readonly id: string
  readonly channel: NotificationChannel | null
  readonly messageId: string | null
  readonly fault: NotificationFault | null
  /** Null where it is settled. */
  readonly dueAt: Date | null
  readonly attempts: number
  readonly failingSince: Date | null
}

/** Keeps what became of what is still the taker's, and says of what. */
export async function setOutcomes(
  tx: Tx,
  outcomes: readonly Outcome[],
  now: Date,
  takenUntil: Date,
): Promise<ReadonlySet<string>> {
  const ids = outcomes.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`update notification n set
      status = case when o."dueAt" is not null then 'waiting' when o."messageId" is not null then 'sent' else 'not-sent' end::notification_status,
      channel = o.channel, message_id = o."messageId", fault = o.fault, due_at = coalesce(o."dueAt", n.due_at), attempts = o.attempts,
      failing_since = o."failingSince", claimed_until = null, settled_at = case when o."dueAt" is null then ${now}::timestamptz end
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as o(id uuid, channel notification_channel, "messageId" text, fault notification_fault,
      "dueAt" timestamptz, attempts integer, "failingSince" timestamptz)
    where n.commissioner_id = ${theTenant} and n.notification_id = any(${ids}::uuid[]) and n.notification_id = o.id and n.status = 'waiting' and n.claimed_until = ${takenUntil}::timestamptz
    returning n.notification_id as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
