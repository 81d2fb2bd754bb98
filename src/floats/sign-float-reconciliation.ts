import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSomebody } from '../sign-off/decider.ts'
import { findReconciliation, setSigned } from './repository.ts'
import type { FloatReconciliation } from './schemas.ts'

/** The commissioner signs a reconciliation: the difference is known, and what it comes from. */
export async function signFloatReconciliation(
  tx: Tx,
  context: Context,
  id: string,
): Promise<Answer<FloatReconciliation>> {
  const { actor, now } = context
  const reconciliation = orNotFound(await findReconciliation(tx, actor, id))
  requireSomebody(actor)
  const { organisationId, until, differencePence } = reconciliation
  if (actor.organisationId === organisationId) throw new Problem('second-person-needed')
  const signedByName = actor.name || actor.actorId
  if (!(await setSigned(tx, actor, id, signedByName, now))) throw new Problem('wrong-state', 'It is signed already')
  const facts = { organisationId, until, differencePence }
  await record(tx, actor, { type: 'float.reconciled', subjectId: id, caseId: null, at: now, facts })
  return done({ ...reconciliation, signedByName, signedAt: now.toISOString() })
}
