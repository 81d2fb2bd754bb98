import { oweGiven } from '../payments/owe-given.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { endSettingOff } from '../surplus-recoveries/set-off.ts'

/**
 * Settles what the lines of a plan are still to count and to pay for days until its last, before they close: what is set off, what was given already, and what the bank could not pay.
 * Gives the plan with what its lines have then.
 */
export async function settleBeforeClosing(
  tx: Tx,
  context: Context,
  caseId: string,
  held: PlanInForce,
  lastDay: LocalDate,
): Promise<PlanInForce> {
  return oweGiven(tx, context, caseId, await endSettingOff(tx, context, caseId, held), lastDay)
}

/** The same before another plan takes its place, which is for the days from today on. */
export const settleReplaced = (tx: Tx, context: Context, caseId: string, held: PlanInForce): Promise<PlanInForce> =>
  settleBeforeClosing(tx, context, caseId, held, daysAfter(londonDate(context.now), -1))
