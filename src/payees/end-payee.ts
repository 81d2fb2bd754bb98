import { lockCases } from '../case-access/lock-cases-repository.ts'
import { projectAtEnd } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { closeOfEnded } from './ask-about-payee.ts'
import { lockPayee, setPayeeEnded, setPayeeEndingAsked } from './ending-repository.ts'
import { listOpenQuestionsAbout } from './questions-repository.ts'
import { findPayee } from './repository.ts'
import type { Payee } from './schemas.ts'

/**
 * Nothing that is bought after this day is paid to them; what was paid stays as it is. A council or a body of the NHS is ended by the second officer who asks
 * for it: where it pays, no run is drafted without it.
 */
export async function endPayee(tx: Tx, context: Context, payeeId: string): Promise<Answer<Payee>> {
  const { actor, now } = context
  // A case comes before what is of it: whether they are paid on one is asked no more.
  const asked = await listOpenQuestionsAbout(tx, actor, payeeId)
  await lockCases(
    tx,
    actor,
    asked.map(({ caseId }) => caseId),
  )
  const { endingAskedBy } = orNotFound(await lockPayee(tx, actor, payeeId))
  const payee = orNotFound(await findPayee(tx, actor, payeeId, londonDate(now)))
  if (payee.endedAt !== null) throw new Problem('wrong-state', 'This payee was ended already')
  const happened = { subjectId: payeeId, caseId: null, at: now }
  const at = now.toISOString()
  if (payee.kind === 'public-body' && endingAskedBy === null) {
    await setPayeeEndingAsked(tx, actor, payeeId, now)
    await record(tx, actor, { ...happened, type: 'payee.ending-asked' })
    return done({ ...payee, endingAskedAt: at })
  }
  if (payee.kind === 'public-body')
    await requireSecondPerson(tx, actor, [endingAskedBy], 'Another officer than who asked for it ends this payee')
  await setPayeeEnded(tx, actor, payeeId, now)
  await record(tx, actor, { ...happened, type: 'payee.ended' })
  // As they are now: somebody may have decided while the lock was waited for.
  const locked = new Set(asked.map(({ caseId }) => caseId))
  const open = (await listOpenQuestionsAbout(tx, actor, payeeId)).filter(({ caseId }) => locked.has(caseId))
  await closeOfEnded(tx, context, open)
  for (const { caseId } of open) projectAtEnd(tx, actor, caseId)
  return done({ ...payee, endedAt: at })
}
