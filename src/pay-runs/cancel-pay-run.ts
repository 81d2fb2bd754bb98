import { recordHeld } from '../payments/hold-payment.ts'
import { setOutOfRun } from '../payments/runs-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { findRun, setRun, toldOf } from './repository.ts'
import { requireRun } from './require-run.ts'
import type { PayRun } from './schemas.ts'

/** Gives up a run that nobody approved. Its payments are due as before, each as it was, and what was held is held again: whoever sees that a run is wrong may stop it. */
export async function cancelPayRun(tx: Tx, context: Context, payRunId: string): Promise<Answer<PayRun>> {
  const { actor, now } = context
  await requireRun(tx, actor, payRunId, 'draft', 'reviewed')
  const payments = await setOutOfRun(tx, actor, payRunId, now)
  await setRun(tx, actor, payRunId, { cancelled_at: now })
  await record(tx, actor, { type: 'pay-run.cancelled', subjectId: payRunId, caseId: null, at: now })
  // What the service held it holds again: whoever gives the run up held nothing.
  await recordHeld(tx, { actor: systemActor(actor.commissionerId), now }, payments)
  return done(toldOf(orNotFound(await findRun(tx, actor, payRunId))))
}
