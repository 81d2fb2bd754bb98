import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { dailyCosts, daysLeft } from '../rules/planning/crisis-tiers.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import { findMeans } from './means.ts'
import { findActive } from './repository.ts'
import type { CrisisMeans } from './schemas.ts'

/** What a person can have now if a crisis comes: their tiers, for how many days, and the sums. */
export async function getCrisisMeans(
  reads: Reads,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Static<typeof CrisisMeans>> {
  const [held, active] = await Promise.all([findPlanInForce(reads, actor, caseId), findActive(reads, actor, caseId)])
  if (!held) return { active: null, reservePence: 0, tiers: [] }
  const { plan, opened } = held
  const lines = linesOpened(plan, opened)
  const means = await findMeans(reads, actor, plan, londonDate(now))
  const tiers = (plan.crisisContingency?.tiers ?? []).map((tier) => {
    const { days, because } = daysLeft(tier, lines, means.of(tier))
    return {
      tier: tier.key,
      title: tier.title,
      declaredBy: tier.declaredBy,
      pencePerDay: sumPence(dailyCosts(tier, lines).map(({ pencePerDay }) => pencePerDay)),
      takenPence: means.of(tier).takenPence,
      daysLeft: days,
      sentence: because,
    }
  })
  return { active: active ?? null, reservePence: means.reservePence, tiers }
}
