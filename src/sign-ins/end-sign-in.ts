import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { leaveCases } from './leave-cases.ts'
import { lockSignIn, setSignIn } from './repository.ts'
import type { SignIn } from './schemas.ts'

/** Ends a sign-in: at once, where it is one's own. An officer proposes it, and it ends when another officer confirms. */
export async function endSignIn(tx: Tx, { actor, now }: Context, signInId: string): Promise<Answer<SignIn>> {
  const signIn = orNotFound(await lockSignIn(tx, actor, signInId))
  if (signIn.endedAt !== null) throw new Problem('wrong-state', 'The sign-in has ended')
  if (signIn.subject === actor.actorId) return leaveCases(tx, { actor, now }, signIn)
  if (signIn.endProposedBy !== null) throw new Problem('wrong-state', 'It was proposed already that the sign-in ends')
  await Promise.all([
    setSignIn(tx, actor, signInId, { end_proposed_by: actor.actorId, end_proposed_at: now }),
    record(tx, actor, {
      type: 'sign-in.end-proposed',
      subjectId: signIn.personId,
      caseId: null,
      at: now,
      facts: { signInId },
    }),
  ])
  return done({ ...signIn, endProposedBy: actor.actorId })
}
