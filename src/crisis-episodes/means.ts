import { findIndicativeBudget } from '../budgets/repository.ts'
import { findReserve } from '../ledger/reserve-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { CrisisTier, Means } from '../rules/planning/crisis-tiers.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Plan } from '../support-plans/repository.ts'
import { sumTaken } from './repository.ts'

/** What there is for a crisis today under the plan in force, for each of its tiers. */
export async function findMeans(
  reads: Reads,
  actor: Actor,
  plan: Plan,
  today: LocalDate,
): Promise<{ readonly reservePence: number; readonly of: (tier: CrisisTier) => Means }> {
  const [reserve, budget] = await Promise.all([
    findReserve(reads, actor, plan.id),
    plan.period ? undefined : findIndicativeBudget(reads, actor, plan.caseId),
  ])
  const period = plan.period ?? budget?.period ?? { from: today, until: today }
  const taken = await sumTaken(reads, actor, plan.caseId, period.from)
  const reservePence = reserve?.closedOn === null ? reserve.setAsidePence - reserve.drawnPence : 0
  return {
    reservePence,
    of: ({ key }) => ({ today, period, takenPence: taken.get(key) ?? 0, reservePence }),
  }
}
