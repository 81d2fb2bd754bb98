import { closeOpenGap } from '../crisis-contingencies/watch-cover.ts'
import { carryHeld } from '../ledger/held-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { carryOver } from '../period-ends/carry-over.ts'
import { watchStops } from '../provider-stops/watch-stops.ts'
import { scheduleFirstReview } from '../reviews/schedule-what-follows.ts'
import type { OnAgreed } from '../sign-off/put-in-force.ts'
import { endTakeOverOn } from '../take-overs/end-take-over.ts'

/**
 * What follows once a plan is agreed: its first review is set, what the person keeps of the period before and what they hold go on with it, and what was on under the plan before is over: a gap in
 * its cover, a take-over, and what a provider that stopped left. Its payments are planned.
 */
export const followAgreement: OnAgreed = async (tx, context, budgetCase, on) => {
  await Promise.all([
    scheduleFirstReview(tx, context, budgetCase, on),
    // Before what is held goes on: what it is of the line before is no part of what was left of that.
    carryOver(tx, context, budgetCase).then(() => carryHeld(tx, context.actor, budgetCase.id, context.now)),
    closeOpenGap(tx, context, budgetCase.id, 'plan-replaced'),
    endTakeOverOn(tx, context, budgetCase.id, 'plan-replaced'),
    watchStops(tx, context, budgetCase.id),
  ])
  replanPayments(tx, context, budgetCase.id)
}
