import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import type { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { setIdentifiers } from '../identifiers/set-identifiers.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'

/** Sets what another system knows a case by, also one that has ended: the other system still knows it. */
export async function setCaseIdentifiers(
  tx: Tx,
  context: Context,
  caseId: string,
  input: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const budgetCase = orNotFound(await lockCase(tx, context.actor, caseId))
  requireCaseRole(budgetCase, context.actor, 'care-coordinator', 'commissioner-officer', 'machine')
  return setIdentifiers(tx, context, { kind: 'case', id: caseId, personId: budgetCase.personId, caseId }, input)
}
