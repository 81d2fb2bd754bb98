import { closeOpenGap } from '../crisis-contingencies/watch-cover.ts'
import { scheduleFirstReview } from '../reviews/schedule-what-follows.ts'
import type { OnAgreed } from '../sign-off/put-in-force.ts'
import { endTakeOverOn } from '../take-overs/end-take-over.ts'

/** What follows once a plan is agreed: its first review is set, and what was on under the plan before is over: a gap in its cover, and a take-over. */
export const followAgreement: OnAgreed = async (tx, context, budgetCase, on) => {
  await scheduleFirstReview(tx, context, budgetCase, on)
  await closeOpenGap(tx, context, budgetCase.id, 'plan-replaced')
  await endTakeOverOn(tx, context, budgetCase.id, 'plan-replaced')
}
