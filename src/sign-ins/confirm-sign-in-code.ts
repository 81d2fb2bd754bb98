import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockCode, setCodeConfirmed } from './codes-repository.ts'
import type { SignInCode } from './schemas.ts'

/** Confirms, as somebody else than who issued it, that the code goes to the person whose record it opens. */
export async function confirmSignInCode(
  tx: Tx,
  { actor, now }: Context,
  signInCodeId: string,
): Promise<Answer<SignInCode>> {
  const code = orNotFound(await lockCode(tx, actor, signInCodeId))
  await requireSecondPerson(tx, actor, [code.issuedBy])
  if (code.endedAt !== null || code.confirmedBy !== null || code.expiresAt <= now.toISOString())
    throw new Problem('wrong-state', 'The code was confirmed, used or replaced already, or its time is over')
  await Promise.all([
    setCodeConfirmed(tx, actor, signInCodeId, now),
    record(tx, actor, {
      type: 'sign-in-code.confirmed',
      subjectId: code.personId,
      caseId: null,
      at: now,
      facts: { signInCodeId, issuedBy: code.issuedBy },
    }),
  ])
  return done({ ...code, confirmedBy: actor.actorId, confirmedAt: now.toISOString() })
}
