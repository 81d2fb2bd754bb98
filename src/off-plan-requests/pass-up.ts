import type { LockedCase } from '../case-access/case.ts'
import { extendClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { dueOn } from '../rules/progress/clocks.ts'
import { daysAt, type Route } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { type KeptRequest, setRequest } from './repository.ts'

/** Passes a request up to a tier, and says why. Its one clock runs on; it gives more days only where the tier is given more. */
export async function passUp(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId, rules, schemeVersion }: LockedCase,
  request: KeptRequest,
  { tier, because }: Route,
): Promise<KeptRequest> {
  const { id: subjectId, tier: from } = request
  const days = (soFar: number) => daysAt(rules, tier, soFar)
  const clock = await extendClock(tx, actor, 'off-plan-decision', subjectId, days, londonDate(now))
  const passed: KeptRequest = { ...request, tier, dueOn: clock ? dueOn(clock, londonDate(now)) : request.dueOn }
  await setRequest(tx, actor, passed)
  const facts = { from, to: tier, because }
  await record(tx, actor, { type: 'off-plan.escalated', subjectId, caseId, at: now, schemeVersion, facts })
  return passed
}
