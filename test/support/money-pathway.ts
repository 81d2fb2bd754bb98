import { agreed } from '../crisis-episodes/acts.ts'
import { paidOut, recordByTwo } from '../give-backs/acts.ts'
import { move } from '../line-moves/acts.ts'
import { endPeriods } from '../period-ends/acts.ts'
import { journeyTo } from './journey.ts'
import type { Service } from './service.ts'

/** A plan whose money moved from one line to another, and one whose period is over. */
export async function moneyRoad(service: Service): Promise<Record<string, string>> {
  const journey = await journeyTo(service, 'plan-agreed')
  void (await move(journey)).ok
  const over = await agreed(service)
  // A tour takes no year.
  await service.database.sql(
    "update support_plan set period_from = '2025-11-24', period_until = '2026-11-23' where case_id = $1",
    [over.ids.caseId],
  )
  await endPeriods(service)
  const { journey: paid, planLineId } = await paidOut(service)
  void (await recordByTwo(paid, planLineId)).ok
  return {}
}
