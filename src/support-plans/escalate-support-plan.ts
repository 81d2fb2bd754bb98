import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database.ts'
import { agreed } from '../platform/errors.ts'
import { type Answer, type Context, done } from '../platform/operation.ts'
import { tierAbove } from '../rules/sign-off.ts'
import { insertConflict } from './conflicts-repository.ts'
import { needDecider } from './decider.ts'
import { checkContent, openPlan, toSupportPlan } from './open-plan.ts'
import { passUp } from './pass-up.ts'
import type { SupportPlan } from './schemas.ts'
import type { NewEscalation } from './sign-off-schemas.ts'

/**
 * Passes a plan up one tier, by whoever could decide on it and is not comfortable to, or has a conflict of interest, which then bars
 * them at every tier. The clock runs on, and nobody is at fault.
 */
export async function escalateSupportPlan(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewEscalation>,
): Promise<Answer<SupportPlan>> {
  const { actor, now } = context
  const { because } = input
  const { the, plan } = await openPlan(tx, context, id, 'awaiting-decision')
  const conflict = because === 'conflict-of-interest'
  const { tier: from, standing } = await needDecider(tx, actor, the, plan, conflict ? 'pass-on' : 'decide')
  checkContent(plan, input.contentHash)
  const route = agreed(tierAbove(the.rules, plan.totalPence, from.tier, because, conflict ? [because] : []))
  if (conflict) await insertConflict(tx, actor, { caseId: the.id, planId: id, standing, words: null }, now)
  const { passed } = await passUp(tx, context, the, plan, route)
  return done(toSupportPlan(passed), plan.version + 1)
}
