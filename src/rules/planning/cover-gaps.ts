import { losesCover, type Window } from './cover.ts'
import { type CoverSource, coverThatStands, type ReachedService } from './cover-sources.ts'

/** How many working days there are to mend a gap, or to accept it. Set by the service: a worst time comes every week. */
export const coverGapWorkingDays = 5

export const coverGapOutcomes = ['mended', 'accepted', 'plan-replaced', 'budget-ended'] as const
export type CoverGapOutcome = (typeof coverGapOutcomes)[number]

interface Contingency {
  readonly cover: readonly CoverSource[]
  readonly contacts: readonly { readonly name: string; readonly hours?: readonly Window[] | null }[]
  readonly worstTimes: readonly Window[]
}

/**
 * Whether nobody can be called any more at a worst time that was covered when the text was agreed, or when a gap in it was last accepted; and what
 * can be called now.
 */
export function gapSince(
  contingency: Contingency,
  services: readonly ReachedService[],
  accepted: readonly Window[] | null,
): { readonly opened: boolean; readonly standing: Window[] } {
  const standing = coverThatStands(contingency, services).flatMap(({ windows }) => windows)
  const before = accepted === null ? contingency.cover : [{ windows: accepted }]
  return { opened: losesCover(before, [{ windows: standing }], contingency.worstTimes), standing }
}
