import type { Missing } from '../assessment/readiness.ts'
import { coverGaps, type Window } from './cover.ts'

interface Contingency {
  readonly worstTimes: readonly Window[]
}

/** What is planned for a crisis, begun from the worst times that were assessed where it names none of its own. */
export function startingFrom<C extends Contingency>(contingency: C | null, assessed: C['worstTimes']): C | null {
  if (contingency === null || contingency.worstTimes.length > 0) return contingency
  return { ...contingency, worstTimes: assessed }
}

/** What a plan leaves out of the worst times that were assessed: a gap there would be seen by nobody. */
export function worstTimesMissing(contingency: Contingency | null, assessed: readonly Window[] = []): Missing[] {
  if (contingency === null) return []
  const leftOut = coverGaps([{ windows: contingency.worstTimes }], assessed).some(({ worstTime }) => worstTime)
  if (!leftOut) return []
  const detail = 'The needs assessment has worst times that are missing here: add them'
  return [{ pointer: '/crisisContingency/worstTimes', code: 'worst-time-missing', detail }]
}
