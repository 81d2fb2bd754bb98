import type { Static } from '@sinclair/typebox'
import { findPersonSubject, lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { hoursCodeHolds, mostCodesInDay } from '../rules/people/sign-ins.ts'
import { hashOfCode, newCode, partsOfCode } from './code.ts'
import { insertCode, issuedSince, setCodeReplaced } from './codes-repository.ts'
import type { NewSignInCode, SignInCode, SignInCodeIssued } from './schemas.ts'

/**
 * Issues the code by which a person links their own sign-in, and tells it this once. It can be used after somebody else has confirmed it: who
 * issues it knows all that the person knows, so that one alone could give the record away.
 */
export async function issueSignInCode(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  { handedOver }: Static<typeof NewSignInCode>,
): Promise<Answer<Static<typeof SignInCodeIssued>>> {
  orNotFound(await lockPerson(tx, actor, personId))
  const person = await findPersonSubject(tx, actor.commissionerId, personId)
  if (person?.subject) throw new Problem('sign-in-exists')
  // The person is locked, so that two who issue at once are counted one after the other.
  const aDayAgo = new Date(now.getTime() - 24 * 3_600_000)
  const oldest = (await issuedSince(tx, actor, personId, aDayAgo, mostCodesInDay))[mostCodesInDay - 1]
  if (oldest)
    throw new Problem(
      'rate-limited',
      `${mostCodesInDay} codes were issued for this person in a day; the last one holds`,
      { retryAfterSeconds: (oldest.getTime() - aDayAgo.getTime()) / 1_000 },
    )
  const id = newId()
  const code = newCode()
  const { locator, secret } = partsOfCode(code)
  const issued: SignInCode = {
    id,
    personId,
    handedOver,
    issuedBy: actor.actorId,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + hoursCodeHolds * 3_600_000).toISOString(),
    confirmedBy: null,
    confirmedAt: null,
    tries: 0,
    endedAt: null,
    endedAs: null,
  }
  await setCodeReplaced(tx, actor, personId, now)
  await Promise.all([
    insertCode(tx, actor, issued, { locator, hash: await hashOfCode(secret, id) }),
    record(tx, actor, {
      type: 'sign-in-code.issued',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { signInCodeId: id, handedOver },
    }),
  ])
  return { ...created({ ...issued, code }, `/v1/people/${personId}/sign-in-codes`), keep: 'that-it-was-done' }
}
