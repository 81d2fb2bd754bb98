import { requireIndependent } from '../case-access/require-independent.ts'
import { sumRun } from '../payments/runs-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { findRun, setRun, toldOf } from './repository.ts'
import { requireRun } from './require-run.ts'
import type { PayRun } from './schemas.ts'

/** Somebody has looked through the payments of a run, and held what should not be made. */
export async function reviewPayRun(tx: Tx, { actor, now }: Context, payRunId: string): Promise<Answer<PayRun>> {
  await requireRun(tx, actor, payRunId, 'draft')
  await requireIndependent(tx, actor, { payRunId })
  const { count, pence } = await sumRun(tx, actor, payRunId)
  const change = { reviewed_by: actor.actorId, reviewed_at: now, payment_count: count, total_pence: pence }
  await setRun(tx, actor, payRunId, change)
  const facts = { payments: count, totalPence: pence }
  await record(tx, actor, { type: 'pay-run.reviewed', subjectId: payRunId, caseId: null, at: now, facts })
  return done(toldOf(orNotFound(await findRun(tx, actor, payRunId))))
}
