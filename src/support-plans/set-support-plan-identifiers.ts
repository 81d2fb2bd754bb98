import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { setIdentifiers } from '../identifiers/set-identifiers.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'

/** Sets what another system knows a plan by. The plan, its content and its signatures stay as they are. */
export async function setSupportPlanIdentifiers(
  tx: Tx,
  context: Context,
  supportPlanId: string,
  input: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const budgetCase = orNotFound(await lockCase(tx, context.actor, { table: 'support_plan', id: supportPlanId }))
  requireCaseRole(budgetCase, context.actor, 'care-coordinator', 'commissioner-officer', 'machine')
  const { id: caseId, personId } = budgetCase
  return setIdentifiers(tx, context, { kind: 'support-plan', id: supportPlanId, personId, caseId }, input)
}
