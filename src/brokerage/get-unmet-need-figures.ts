import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { hiddenCounts, isHiddenTotal } from '../rules/published/unmet-needs.ts'
import { londonDate } from '../shared/dates.ts'
import { periodOf } from './period.ts'
import { countUnmetNeeds } from './unmet-repository.ts'
import type { PeriodQuery, UnmetNeedFigures } from './unmet-schemas.ts'

/** What was needed and not there, by need, district and language: each a table of its own, with small numbers hidden. */
export async function getUnmetNeedFigures(
  reads: Reads,
  actor: Actor,
  query: Static<typeof PeriodQuery>,
  now: Date,
): Promise<Static<typeof UnmetNeedFigures>> {
  const period = periodOf(query, londonDate(now))
  const [byNeed, byDistrict, byLanguage] = await Promise.all([
    countUnmetNeeds(reads, actor, 'need', period),
    countUnmetNeeds(reads, actor, 'district', period),
    countUnmetNeeds(reads, actor, 'language', period),
  ])
  const all = byNeed.reduce((sum, { count }) => sum + count, 0)
  return {
    ...period,
    all: isHiddenTotal(all) ? null : all,
    byNeed: hiddenCounts(byNeed),
    byDistrict: hiddenCounts(byDistrict),
    byLanguage: hiddenCounts(byLanguage),
  }
}
