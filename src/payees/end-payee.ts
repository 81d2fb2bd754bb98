import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findPayee, lockPayee, setPayeeEnded } from './repository.ts'
import type { Payee } from './schemas.ts'

/** Nothing that is bought after this day is paid to them; what was paid stays as it is. */
export async function endPayee(tx: Tx, { actor, now }: Context, payeeId: string): Promise<Answer<Payee>> {
  orNotFound(await lockPayee(tx, actor, payeeId))
  const payee = orNotFound(await findPayee(tx, actor, payeeId, londonDate(now)))
  if (payee.endedAt !== null) throw new Problem('wrong-state', 'This payee was ended already')
  await setPayeeEnded(tx, actor, payeeId, now)
  await record(tx, actor, { type: 'payee.ended', subjectId: payeeId, caseId: null, at: now })
  return done({ ...payee, endedAt: now.toISOString() })
}
