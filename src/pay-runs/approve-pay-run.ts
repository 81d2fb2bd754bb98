import { requireIndependent } from '../case-access/require-independent.ts'
import { sumRun } from '../payments/runs-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { emptied } from './look-again.ts'
import { findRun, setRun, toldOf } from './repository.ts'
import { formatOf, requireInTime } from './require-in-time.ts'
import { requireRun } from './require-run.ts'
import type { PayRun } from './schemas.ts'

/** Approves a run that others drafted and reviewed. Its payments are handed over between requests, in parts that a process can die between. */
export async function approvePayRun(tx: Tx, { actor, now }: Context, payRunId: string): Promise<Answer<PayRun>> {
  const run = await requireRun(tx, actor, payRunId, 'reviewed')
  await requireIndependent(tx, actor, { payRunId })
  const others = [run.draftedBy, run.reviewedBy]
  await requireSecondPerson(tx, actor, others, 'Somebody else than who drafted or reviewed the run approves it')
  requireInTime(run, formatOf(run), now)
  const { count, pence } = await sumRun(tx, actor, payRunId)
  if (count === 0) throw emptied()
  const change = { approved_by: actor.actorId, approved_at: now, payment_count: count, total_pence: pence }
  await setRun(tx, actor, payRunId, change)
  const facts = { payments: count, totalPence: pence }
  await record(tx, actor, { type: 'pay-run.approved', subjectId: payRunId, caseId: null, at: now, facts })
  return done(toldOf(orNotFound(await findRun(tx, actor, payRunId))))
}
