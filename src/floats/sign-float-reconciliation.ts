import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSomebody } from '../sign-off/decider.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findReconciliation, listRecorders, setSigned } from './repository.ts'
import type { FloatReconciliation } from './schemas.ts'

/** The commissioner signs a reconciliation: the difference is known, and what it comes from. By somebody else than who recorded what was paid in its days, since a payment that never was explains any difference. */
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
  const recorders = await listRecorders(tx, actor, reconciliation)
  await requireSecondPerson(
    tx,
    actor,
    recorders,
    'Somebody else than who recorded a payment of these days signs for them',
  )
  const signedByName = actor.name || actor.actorId
  if (!(await setSigned(tx, actor, id, signedByName, now)))
    throw new Problem('wrong-state', 'It is signed already, or was corrected by another')
  const facts = { organisationId, until, differencePence }
  await record(tx, actor, { type: 'float.reconciled', subjectId: id, caseId: null, at: now, facts })
  return done({ ...reconciliation, signedByName, signedAt: now.toISOString() })
}
