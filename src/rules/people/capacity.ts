import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'

/** The decisions of which somebody can say whether the person can make them: one at a time, never of the person as such (MCA 2005 s. 2). */
export const capacityDecisions = ['sign-plan', 'end-budget', 'manage-money', 'share-information'] as const
export type CapacityDecision = (typeof capacityDecisions)[number]

export const capacityOutcomes = ['has-capacity', 'lacks-capacity'] as const
export type CapacityOutcome = (typeof capacityOutcomes)[number]

export interface Capacity {
  readonly decision: CapacityDecision
  readonly outcome: CapacityOutcome
  readonly reviewOn: LocalDate | null
}

/** Whether an assessment can be recorded: it was made by today, and one that the person lacks capacity is looked at again. */
export function mayAssess(
  { outcome, assessedOn, reviewOn }: Omit<Capacity, 'decision'> & { readonly assessedOn: LocalDate },
  openedOn: LocalDate,
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  if (assessedOn > today) return refuse('request-invalid', 'The day cannot be in the future', '/assessedOn')
  if (assessedOn < openedOn)
    return refuse('request-invalid', 'Assess it again: the day is before the case was opened', '/assessedOn')
  if (outcome === 'lacks-capacity' && reviewOn === null)
    return refuse('request-invalid', 'Say when it is looked at again: capacity comes back', '/reviewOn')
  return reviewOn === null || reviewOn > today || refuse('request-invalid', 'The day must be after today', '/reviewOn')
}

/** Whether the person was found unable to make the decision, and that is not yet to be looked at again. They can, until somebody has found that they cannot (s. 1(2)). */
export function lacksCapacity(newest: Capacity | undefined, today: LocalDate): boolean {
  return newest?.outcome === 'lacks-capacity' && (newest.reviewOn === null || newest.reviewOn >= today)
}
