import type { About, ToldDecision } from './facts.ts'
import { healthNeedAppealed, healthNeedOvertaken, healthNeedTold } from './health-need-words.ts'
import { offPlanAppealed, offPlanTold } from './off-plan-words.ts'
import { waitingAppealed, waitingTold } from './waiting-words.ts'

/** What was decided on something that is no plan, in words for the person; undefined where it was on a plan or on what comes before one. */
export function besideTold(outcome: ToldDecision['outcome'], { offPlan, waiting, healthNeed }: About) {
  if (outcome === 'declined') return healthNeed && healthNeedTold
  if (outcome === 'returned') return healthNeed && healthNeedOvertaken
  if (outcome !== 'agreed' && outcome !== 'agreed-in-part' && outcome !== 'refused') return undefined
  if (offPlan) return offPlanTold[outcome]
  return waiting && waitingTold[outcome]
}

/** What an appeal was against, as a part of a sentence, where that was no plan. */
export const besideAppealed: Readonly<
  Partial<Record<ToldDecision['subject'], Readonly<Partial<Record<string, string>>>>>
> = {
  'off-plan-request': offPlanAppealed,
  'waiting-claim': waitingAppealed,
  'health-need': healthNeedAppealed,
}
