import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { askAboutNamed, askAboutPayee } from './ask-about-payee.ts'
import { findPayee } from './repository.ts'
import type { DeclaredTie, NewDeclaredTie } from './tie-schemas.ts'
import { insertTie, listStandingTies } from './ties-repository.ts'

/** Declares a tie to who is paid: from now on they are paid on the case by a decision that knew of it. Whoever declares it decides on nothing. */
export async function declarePayeeTie(
  tx: Tx,
  context: Context,
  caseId: string,
  payeeId: string,
  input: Static<typeof NewDeclaredTie>,
): Promise<Answer<DeclaredTie>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const declaredAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  const [payee, standing] = await Promise.all([
    findPayee(tx, actor, payeeId, londonDate(now)),
    listStandingTies(tx, actor, caseId, payeeId),
  ])
  orNotFound(payee)
  if (standing.some(({ tie }) => tie === input.tie)) throw new Problem('wrong-state', 'This tie is declared already')
  const tie: DeclaredTie = {
    id: newId(),
    caseId,
    payeeId,
    ...input,
    declaredAs,
    declaredAt: now.toISOString(),
    ...{ endedBecause: null, endedAt: null },
  }
  insertTie(tx, actor, tie)
  await askAboutPayee(tx, context, caseId, payeeId)
  await askAboutNamed(tx, context, caseId)
  const facts = { payeeId, tie: input.tie, as: declaredAs }
  await record(tx, actor, { type: 'payee-tie.declared', subjectId: tie.id, caseId, at: now, facts })
  return created(tie, `/v1/cases/${caseId}/payee-ties`)
}
