import { coverGaps, sourcesNow } from '../rules/planning/cover.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import type { Cover } from './schemas.ts'

/** The week of a plan as it is covered, and who can be called at an instant, by the clock in England. */
export function coverAt(contingency: CrisisContingency | null, at: Date): Cover {
  const { cover, worstTimes } = contingency ?? { cover: [], worstTimes: [] }
  return {
    gaps: coverGaps(cover, worstTimes),
    at: at.toISOString(),
    call: sourcesNow(cover, at).map(({ name, contact }) => ({ name, contact })),
  }
}
