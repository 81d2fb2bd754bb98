import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import {
  fewAtOnce,
  type NotificationChannel,
  type NotificationFault,
  type NotificationKind,
  type Urgency,
  urgencies,
} from '../rules/notifications/kinds.ts'

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
  /** Told in one message with the rest of its kind that is due to the same recipient. */
  readonly together: boolean
  readonly attempts: number
  readonly failingSince: Date | null
  /** By which a try before is known; null where there was none. */
  readonly reference: string | null
}

/** So much of each urgency is looked at to find what makes a few messages. What one recipient is told together stands together in it. */
const mostLookedAt = 500
/** So much goes into one message. */
const mostTogether = 5_000

/** What is due of one urgency, to be found by its index. */
const dueOf = (urgency: Urgency, now: Date) => sql`(select n.*,
      case when n.bundled then coalesce(n.actor_id, n.person_id::text) else n.notification_id::text end as alone
    from notification n
    where n.commissioner_id = ${theTenant} and n.status = 'waiting' and n.urgency = ${urgency}::int and n.due_at <= ${now}::timestamptz
      and (n.claimed_until is null or n.claimed_until <= ${now}::timestamptz)
    order by n.due_at, alone, n.notification_id limit ${mostLookedAt})`

/**
 * Takes what is due until an instant: as much as makes so many messages, what is urgent first. More than a few things of one kind to one recipient are
 * one message, with all that is due of it. What somebody else has is left to them until their time is over. The person is the one whose record it is
 * now, also where that was joined into another since.
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
    together: boolean
    attempts: number
    failing_since: Date | null
    reference: string | null
  }>`with due as (${sql.join(
    urgencies.map((urgency) => dueOf(urgency, now)),
    sql` union all `,
  )}),
    counted as (select due.*, urgency = 0 and not bundled and ${fewAtOnce}::int <
        count(*) over (partition by actor_id, case when actor_id is null then person_id end, kind, bundled, reference) as together from due),
    keyed as (select counted.*,
      case when together then concat_ws(' ', coalesce(actor_id, person_id::text), kind, reference) else alone end as message from counted),
    messages as (select message from keyed group by message order by max(urgency) desc, min(due_at), message limit ${messages}),
    found as (select notification_id, together, actor_id, kind, reference from keyed join messages using (message)),
    ids as (select notification_id, together from found
      union select more.notification_id, true
      from (select distinct actor_id, kind, reference from found where together and actor_id is not null) of_one
      cross join lateral (select n.notification_id from notification n
        where n.commissioner_id = ${theTenant} and n.status = 'waiting' and n.actor_id = of_one.actor_id and n.due_at <= ${now}::timestamptz
          and (n.claimed_until is null or n.claimed_until <= ${now}::timestamptz)
          and n.kind = of_one.kind and n.reference is not distinct from of_one.reference and not n.bundled
        order by n.due_at limit ${mostTogether}) more),
    taken as (update notification n set claimed_until = ${until}::timestamptz
      where n.commissioner_id = ${theTenant} and n.notification_id = any(array(select notification_id from ids))
      returning n.notification_id, n.kind, n.about, n.case_id, n.person_id, n.actor_id, n.decision_id, n.bundled, n.attempts, n.failing_since, n.reference)
    select taken.*, ids.together, now_of.person_id from taken join ids using (notification_id)
      left join lateral (select coalesce(p.joined_into, p.person_id) as person_id from person p
        where p.commissioner_id = ${theTenant} and p.person_id = taken.person_id offset 0) now_of on true`.execute(tx)
  return rows
    .map((row) => ({
      ...{ id: row.notification_id, kind: row.kind, about: row.about, caseId: row.case_id, personId: row.person_id },
      ...{
        actorId: row.actor_id,
        decisionId: row.decision_id,
        bundled: row.bundled,
        together: row.together,
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
