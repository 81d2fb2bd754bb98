import { coverGaps, sourcesNow } from '../rules/planning/cover.ts'
import { coverThatStands, type ReachedService } from '../rules/planning/cover-sources.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import type { Cover } from './schemas.ts'

/** The week of a plan as it is covered, and who can be called at an instant, by the clock in England. */
export function coverAt(contingency: CrisisContingency | null, services: readonly ReachedService[], at: Date): Cover {
  const { worstTimes, ...sources } = contingency ?? { cover: [], contacts: [], worstTimes: [] }
  const cover = coverThatStands(sources, services)
  return {
    gaps: coverGaps(cover, worstTimes),
    at: at.toISOString(),
    call: sourcesNow(cover, at).map(({ name, contact }) => ({ name, contact })),
  }
}
