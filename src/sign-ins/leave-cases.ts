import { lockCasesOfPerson } from '../case-access/repository.ts'
import { setPersonLeft } from '../case-team/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { setSignIn } from './repository.ts'
import type { SignIn } from './schemas.ts'

/** Ends a sign-in, and with it the places that it had on the person's cases: others hear the person there from now on. */
export async function leaveCases(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  signIn: SignIn,
): Promise<Answer<SignIn>> {
  const cases = await lockCasesOfPerson(tx, actor, signIn.personId)
  const [places] = await Promise.all([
    setPersonLeft(
      tx,
      actor,
      cases.filter((one) => one.inFlight).map(({ id }) => id),
      now,
    ),
    setSignIn(tx, actor, signIn.id, { ended_by: actor.actorId, ended_at: now }),
    record(tx, actor, {
      type: 'sign-in.ended',
      subjectId: signIn.personId,
      caseId: null,
      at: now,
      facts: { signInId: signIn.id, proposedBy: signIn.endProposedBy },
    }),
  ])
  await Promise.all(
    places.map(({ id, caseId }) =>
      record(tx, actor, {
        type: 'case.member-left',
        subjectId: id,
        caseId,
        at: now,
        facts: { caseRole: 'person', because: 'sign-in-ended' },
      }),
    ),
  )
  return done({ ...signIn, endedBy: actor.actorId, endedAt: now.toISOString() })
}
