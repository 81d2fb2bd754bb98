import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findPayee, lockPayee, setPayeeOpen } from './repository.ts'
import type { Payee } from './schemas.ts'

/** Has a payee paid again who was ended, or whose ending one officer has asked for. Their papers and what was decided of them count as before. */
export async function reopenPayee(tx: Tx, { actor, now }: Context, payeeId: string): Promise<Answer<Payee>> {
  orNotFound(await lockPayee(tx, actor, payeeId))
  const payee = orNotFound(await findPayee(tx, actor, payeeId, londonDate(now)))
  if (payee.endedAt === null && payee.endingAskedAt === null)
    throw new Problem('wrong-state', 'Nobody ended this payee, or asked for it')
  await setPayeeOpen(tx, actor, payeeId)
  await record(tx, actor, { type: 'payee.reopened', subjectId: payeeId, caseId: null, at: now })
  return done({ ...payee, endingAskedAt: null, endedAt: null })
}
