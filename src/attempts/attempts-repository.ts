import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type AttemptKind, mostAttempts } from '../rules/people/sign-ins.ts'

/**
 * Counts what somebody tries, and refuses it (429) where they have tried as often as the rule allows, in the hour or in the day. What is older
 * than a day is forgotten by the same statement.
 */
export async function countAttempt(tx: Tx, { commissionerId, actorId }: Actor, kind: AttemptKind, now: Date) {
  const counted = await sql<{ in_hour: number; in_day: number }>`
    with forgotten as (delete from attempt where commissioner_id = ${commissionerId} and actor_id = ${actorId}
        and hour < ${now}::timestamptz - interval '1 day'),
      counted as (insert into attempt (commissioner_id, actor_id, hour, kind, times)
        values (${commissionerId}, ${actorId}, date_trunc('hour', ${now}::timestamptz), ${kind}, 1)
        on conflict (commissioner_id, actor_id, hour, kind) do update set times = attempt.times + 1
        returning times)
    select counted.times as in_hour, counted.times + coalesce((select sum(a.times) from attempt a
        where a.commissioner_id = ${commissionerId} and a.actor_id = ${actorId} and a.kind = ${kind}
          and a.hour > ${now}::timestamptz - interval '1 day' and a.hour < date_trunc('hour', ${now}::timestamptz)), 0)::integer as in_day
      from counted`.execute(tx)
  const { in_hour: inHour = 0, in_day: inDay = 0 } = counted.rows[0] ?? {}
  const most = mostAttempts[kind]
  const untilHour = secondsUntil(new Date(Math.floor(now.getTime() / hour) * hour + hour), now)
  if (inDay > most.inDay) {
    const untilDay = secondsUntil(await dayIsOver(tx, { commissionerId, actorId }, kind, most.inDay), now)
    throw new Problem('rate-limited', 'You have tried this too often in a day', {
      retryAfterSeconds: inHour > most.inHour ? Math.max(untilHour, untilDay) : untilDay,
    })
  }
  if (inHour > most.inHour)
    throw new Problem('rate-limited', 'You have tried this too often in this hour', { retryAfterSeconds: untilHour })
}

const hour = 3_600_000
const secondsUntil = (then: Date, now: Date) => (then.getTime() - now.getTime()) / 1_000

/** When so much of what was tried is a day ago that another try is allowed, this one not counted: it is not kept. */
async function dayIsOver(
  tx: Tx,
  { commissionerId, actorId }: Pick<Actor, 'commissionerId' | 'actorId'>,
  kind: AttemptKind,
  inDay: number,
): Promise<Date> {
  const { rows } = await sql<{ over_at: Date }>`select min(a.hour) + interval '1 day' as over_at from (
      select hour, coalesce(sum(times) over (order by hour desc rows between unbounded preceding and 1 preceding), 0) as since
      from attempt where commissioner_id = ${commissionerId} and actor_id = ${actorId} and kind = ${kind}) a
    where a.since <= ${inDay}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('what was just counted is there')
  return row.over_at
}

/** Takes back what was just counted: it was no guess. */
export async function uncountAttempt(tx: Tx, { commissionerId, actorId }: Actor, kind: AttemptKind, now: Date) {
  const counted = sql`commissioner_id = ${commissionerId} and actor_id = ${actorId} and kind = ${kind}
    and hour = date_trunc('hour', ${now}::timestamptz)`
  await sql`with gone as (delete from attempt where ${counted} and times = 1)
    update attempt set times = times - 1 where ${counted} and times > 1`.execute(tx)
}
