import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireAnother } from '../staff/same-human.ts'
import type { Referral } from './referral-schemas.ts'
import { findReferral, type KeptReferral, lockReferral, setAnswer, toldReferral } from './referrals-repository.ts'

/** A referral that nobody has answered, for somebody else than whoever recorded it, by any account of theirs. */
export async function openReferral(tx: Tx, actor: Actor, id: string): Promise<KeptReferral> {
  const referral = orNotFound(await lockReferral(tx, actor, id))
  if (referral.outcome !== null) throw new Problem('wrong-state', 'Somebody has answered already')
  await requireAnother(tx, actor, [referral.recordedBy])
  return referral
}

/** Keeps what was answered, and tells it. */
export async function answered(
  tx: Tx,
  { actor, now }: Context,
  { id, personId, organisationId, recordedBy }: KeptReferral,
  answer: Parameters<typeof setAnswer>[3],
): Promise<Answer<Referral>> {
  await setAnswer(tx, actor, id, answer, now)
  await record(tx, actor, {
    type: answer.outcome === 'accepted' ? 'person.referral-accepted' : 'person.referral-denied',
    subjectId: personId,
    caseId: null,
    at: now,
    facts: { referralId: id, organisationId, recordedBy },
  })
  await finish(tx, now)
  return done(toldReferral(orNotFound(await findReferral(tx, actor, id))))
}
