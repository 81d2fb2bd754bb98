import { closeOpenGap } from '../crisis-contingencies/watch-cover.ts'
import { scheduleFirstReview } from '../reviews/schedule-what-follows.ts'
import type { OnAgreed } from '../sign-off/put-in-force.ts'

/** What follows once a plan is agreed: its first review is set, and what fell away of the cover of the plan before waits for nobody. */
export const followAgreement: OnAgreed = async (tx, context, budgetCase, on) => {
  await scheduleFirstReview(tx, context, budgetCase, on)
  await closeOpenGap(tx, context, budgetCase.id, 'plan-replaced')
}
