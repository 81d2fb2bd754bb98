import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { keepChange } from './keep-change.ts'
import type { CrisisContingencyInForce, CrisisContingencyPatch } from './schemas.ts'

/** Changes what is to happen in a crisis between plans. It stands at once; what the person accepts, nobody else has to. */
export async function changeCrisisContingency(
  tx: Tx,
  context: Context,
  caseId: string,
  patch: Static<typeof CrisisContingencyPatch>,
): Promise<Answer<CrisisContingencyInForce>> {
  const { actor } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const changedAs = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, caseId, changedAs, 'changeCrisisContingency')
  const { told } = await keepChange(tx, context, caseId, patch, changedAs)
  return done(told, told.version)
}
