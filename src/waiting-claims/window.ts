import { findClock } from '../clocks/repository.ts'
import { findGap } from '../crisis-contingencies/cover-gaps-repository.ts'
import { listRestored } from '../ledger/restored-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import type { Period } from '../rules/budgets/period.ts'
import { lateDays, within } from '../rules/spending/waiting-claims.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import type { WaitingClaim } from './schemas.ts'

/** The days on which the person waited, worked out from what the case has: nobody says them. */
export async function waitedDays(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { cause, causeId }: Pick<WaitingClaim, 'cause' | 'causeId'>,
  today: LocalDate,
): Promise<Period> {
  const unknown = () => invalidAt('/causeId', 'The case has no such thing', 'reference-unknown')
  if (cause === 'late-step') {
    const clock = await findClock(reads, actor, causeId)
    if (clock?.caseId !== caseId) throw unknown()
    return orThrow(lateDays(clock, today))
  }
  if (cause === 'cover-gap') {
    const gap = await findGap(reads, actor, causeId)
    if (gap?.caseId !== caseId) throw unknown()
    const until = gap.closedAt === null ? today : londonDate(new Date(gap.closedAt))
    return orThrow(within(londonDate(new Date(gap.openedAt)), until))
  }
  const restored = (await listRestored(reads, actor, caseId)).findLast(({ planLineId }) => planLineId === causeId)
  if (!restored) throw unknown()
  return orThrow(within(restored.lostFrom, daysAfter(restored.restoredOn, -1)))
}
