import { requireIndependent } from '../case-access/require-independent.ts'
import { recordHeld } from '../payments/hold-payment.ts'
import { setOutOfRun } from '../payments/runs-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findRun, type KeptPayRun, setRun, toldOf } from './repository.ts'
import { requireRun } from './require-run.ts'
import { hasResults } from './results-repository.ts'
import type { PayRun } from './schemas.ts'

/**
 * Gives up a run of which no file was made: its payments are due as before, each as it was, and what was held is held again. Whoever sees that a run is wrong may stop it until it is
 * approved; after that two do. What was handed over by then is taken back between requests, in parts.
 */
export async function cancelPayRun(tx: Tx, context: Context, payRunId: string): Promise<Answer<PayRun>> {
  const { actor, now } = context
  const run = await requireRun(tx, actor, payRunId, 'draft', 'reviewed', 'approved', 'instructed')
  const about = { subjectId: payRunId, caseId: null, at: now }
  if (run.approvedAt !== null && (await isFirst(tx, actor, run))) {
    await setRun(tx, actor, payRunId, { cancel_asked_by: actor.actorId, cancel_asked_at: now })
    await record(tx, actor, { ...about, type: 'pay-run.cancellation-asked' })
    return done(toldOf(orNotFound(await findRun(tx, actor, payRunId))))
  }
  const payments = await setOutOfRun(tx, actor, { payRunId }, now)
  await setRun(tx, actor, payRunId, { cancelled_by: actor.actorId, cancelled_at: now })
  await record(tx, actor, { ...about, type: 'pay-run.cancelled' })
  // What the service held it holds again: whoever gives the run up held nothing.
  await recordHeld(tx, { actor: systemActor(actor.commissionerId), now }, payments)
  return done(toldOf(orNotFound(await findRun(tx, actor, payRunId))))
}

/** Whether somebody asks first for an approved run to be given up. It has as many people wait for their money as are in it, by mistake or not. */
async function isFirst(tx: Tx, actor: Actor, run: KeptPayRun): Promise<boolean> {
  if (run.fileMadeAt !== null) throw new Problem('wrong-state', 'A file of the run was made: the bank may have it')
  if (await hasResults(tx, actor, run.id))
    throw new Problem('wrong-state', 'What became of its payments was imported already')
  await requireIndependent(tx, actor, { payRunId: run.id })
  if (run.cancelAskedBy === null) return true
  await requireSecondPerson(tx, actor, [run.cancelAskedBy], 'Somebody else than who asked for it gives the run up')
  return false
}
