import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Grown } from '../rules/payments/crisis-payments.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'

/** How far the lines of a plan grew in its newest crises, by their key: until the day on which each stood down. */
export async function listGrown(
  reads: Reads,
  actor: Actor,
  caseId: string,
  planId: string,
): Promise<ReadonlyMap<string, readonly Grown[]>> {
  const rows = await reads
    .selectFrom('crisis_episode')
    .select(['starts_on', 'ends_on', 'stood_down_at', 'lines'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('support_plan_id', '=', planId)
    .orderBy('crisis_episode_id', 'desc')
    .limit(500)
    .execute()
  const grown = rows.flatMap(({ starts_on: from, ends_on, stood_down_at, lines }) => {
    const stood = stood_down_at && londonDate(stood_down_at)
    const until: LocalDate = stood && stood < ends_on ? stood : ends_on
    return lines.map(({ line, pencePerDay }) => ({ line, from, until, pencePerDay }))
  })
  return Map.groupBy(grown, ({ line }) => line)
}
