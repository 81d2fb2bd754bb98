import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { londonDate } from '../shared/dates.ts'
import { periodOf } from './period.ts'
import { sumByOrganisation } from './unmet-repository.ts'
import type { BrokerageFiguresList, PeriodQuery } from './unmet-schemas.ts'

/** The time of brokers over some days, peers apart from others: of every organisation for the commissioner, and of their own for who coordinates one. */
export async function getBrokerageFigures(
  reads: Reads,
  actor: Actor,
  query: Static<typeof PeriodQuery>,
  now: Date,
): Promise<Static<typeof BrokerageFiguresList>> {
  const period = periodOf(query, londonDate(now))
  const own = actor.ofCommissioner ? undefined : (actor.organisationId ?? undefined)
  return { ...period, items: await sumByOrganisation(reads, actor, own, period) }
}
