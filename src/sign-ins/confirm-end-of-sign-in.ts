import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { leaveCases } from './leave-cases.ts'
import { lockSignIn } from './repository.ts'
import type { SignIn } from './schemas.ts'

/** Ends a sign-in that another officer proposed to end. */
export async function confirmEndOfSignIn(tx: Tx, { actor, now }: Context, signInId: string): Promise<Answer<SignIn>> {
  const signIn = orNotFound(await lockSignIn(tx, actor, signInId))
  if (signIn.endedAt !== null || signIn.endProposedBy === null)
    throw new Problem('wrong-state', 'It was not proposed that the sign-in ends, or it has ended')
  await requireSecondPerson(tx, actor, [signIn.endProposedBy])
  return leaveCases(tx, { actor, now }, signIn)
}
