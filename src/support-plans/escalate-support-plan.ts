import type { Static } from '@sinclair/typebox'
import { extendClock } from '../cases/clocks.ts'
import { setCaseMoment } from '../cases/repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed } from '../platform/errors.ts'
import { type Answer, type Context, done } from '../platform/operation.ts'
import { daysAt, tierAbove, tierNames } from '../rules/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { needDecider } from './decider.ts'
import { checkContent, openPlan, toSupportPlan } from './open-plan.ts'
import { type Plan, setPlan } from './repository.ts'
import type { SupportPlan } from './schemas.ts'
import { insertRouting } from './sign-off-repository.ts'
import type { NewEscalation } from './sign-off-schemas.ts'

/** Passes a plan up one tier, by whoever could decide on it and is not comfortable to. The clock runs on, and nobody is at fault. */
export async function escalateSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewEscalation>,
): Promise<Answer<SupportPlan>> {
  const { actor, now } = context
  const { the, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  const from = await needDecider(tx, actor, the, plan)
  checkContent(plan, input.contentHash)
  const route = agreed(tierAbove(the.rules, plan.totalPence, from.tier, input.because))
  const passed: Plan = { ...plan, tier: route.tier }
  await Promise.all([
    setPlan(tx, actor, passed),
    insertRouting(tx, actor, id, plan.submittedVersion ?? plan.version, route, now, actor.actorId),
    extendClock(tx, actor, 'plan-decision', id, (soFar) => daysAt(the.rules, route.tier, soFar), londonDate(now)),
    setCaseMoment(tx, actor, the.id, 'plan-signed', {
      waitingFor: [tierNames[route.tier].waitedFor],
      tier: route.tier,
    }),
    record(tx, actor, {
      type: 'support-plan.escalated',
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { from: from.tier, to: route.tier, because: input.because },
    }),
  ])
  return done(toSupportPlan(passed), plan.version + 1)
}
