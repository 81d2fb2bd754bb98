import { findCapacity } from '../capacity/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { lacksCapacity } from '../rules/people/capacity.ts'
import { needsLackOfCapacity } from '../rules/people/mandate.ts'
import { londonDate } from '../shared/dates.ts'

/** Refuses a representative whose ground does not cover a plan; or holds only while the person cannot decide on it, which nobody has found. */
export async function requireMandateToSign(tx: Tx, context: Context, caseId: string, as: string): Promise<void> {
  const mandate = await requireMandate(tx, context.actor, caseId, as, 'signSupportPlan')
  if (!mandate || !needsLackOfCapacity(mandate)) return
  const found = await findCapacity(tx, context.actor, caseId, 'sign-plan')
  if (!lacksCapacity(found, londonDate(context.now))) throw new Problem('capacity-not-assessed')
}
