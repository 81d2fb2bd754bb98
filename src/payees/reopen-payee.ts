import type { Static } from '@sinclair/typebox'
import { requireIndependent } from '../case-access/require-independent.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockPayee, setPayeeOpen, setReopeningAsked } from './ending-repository.ts'
import { findPayee } from './repository.ts'
import type { Payee, PayeeReopening } from './schemas.ts'

/**
 * Has a payee paid again who was ended, by the second officer who asks for it: whoever was ended because of what they did is brought back by nobody alone. Two are asked of each, so that nobody learns
 * by it whether there was a concern. One officer calls off an ending that another has only asked for. Their papers and what was decided of them count as before.
 */
export async function reopenPayee(
  tx: Tx,
  { actor, now }: Context,
  payeeId: string,
  { because }: Static<typeof PayeeReopening>,
): Promise<Answer<Payee>> {
  const { reopeningAskedBy } = orNotFound(await lockPayee(tx, actor, payeeId))
  const payee = orNotFound(await findPayee(tx, actor, payeeId, londonDate(now)))
  if (payee.endedAt === null && payee.endingAskedAt === null)
    throw new Problem('wrong-state', 'Nobody ended this payee, or asked for it')
  await requireIndependent(tx, actor, { payeeId })
  const happened = { subjectId: payeeId, caseId: null, at: now }
  if (payee.endedAt !== null && reopeningAskedBy === null) {
    await setReopeningAsked(tx, actor, payeeId, because, now)
    await record(tx, actor, { ...happened, type: 'payee.reopening-asked' })
    return done({ ...payee, reopeningAskedAt: now.toISOString(), reopeningBecause: because })
  }
  await requireSecondPerson(tx, actor, [reopeningAskedBy], 'Another officer than who asked for it opens it again')
  await setPayeeOpen(tx, actor, payeeId, because, now)
  await record(tx, actor, { ...happened, type: 'payee.reopened' })
  return done({ ...payee, endingAskedAt: null, endedAt: null, reopeningAskedAt: null, reopeningBecause: null })
}
